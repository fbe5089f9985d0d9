import { randomUUID } from 'node:crypto';
import { ListSchedulesCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import {
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListQueuesCommand,
  PurgeQueueCommand,
  SendMessageCommand,
  SQSClient,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { graphql, graphqlData } from '../support/graphql.ts';
import { outboxOf, scriptPush, until } from '../support/observe.ts';
import { registerDevice } from '../support/operations.ts';
import { Runtime } from '../support/Runtime.ts';
import { type SignedIn, signIn } from '../support/signIn.ts';
import { errorOf } from '../support/stepUp.ts';

let runtime: Runtime;
let paula: SignedIn;
let alice: SignedIn;
let bob: SignedIn;

beforeAll(async () => {
  runtime = await Runtime.start();
  paula = await signIn(runtime.outputs, 'paula');
  alice = await signIn(runtime.outputs, 'alice');
  bob = await signIn(runtime.outputs, 'bob');
  await registerDevice(runtime.outputs, alice, 'alices-phone', { apns: { token: 'aa'.repeat(32) } });
  await registerDevice(runtime.outputs, alice, 'alices-tablet', { fcm: { token: 'alice-tablet' } });
});
afterAll(() => runtime[Symbol.asyncDispose]());
afterEach(() => setFaults({}));

function setFaults(faults: object): Promise<Response> {
  return fetch(new URL('/_local/sns/faults', runtime.outputs.awsEndpoint), {
    method: 'PUT',
    body: JSON.stringify(faults),
  });
}

const publishMutation = `mutation ($input: PublishInput!) {
  publish(input: $input) { replayed unreachable message { id status scheduledAt } }
}`;

interface PublishAnswer {
  readonly publish: {
    readonly replayed: boolean;
    readonly unreachable: readonly string[];
    readonly message: { readonly id: string; readonly status: string };
  };
}

function inputOf(audience: object, members: object = {}): object {
  return { idempotencyKey: randomUUID(), audience, content: { title: 'Hello' }, ...members };
}

async function publish(audience: object, members: object = {}): Promise<PublishAnswer['publish']> {
  const input = inputOf(audience, members);
  return (await graphqlData<PublishAnswer>(runtime.outputs, paula.accessToken, publishMutation, { input })).publish;
}

interface MessageNow {
  readonly status: string;
  readonly expiresAt: string;
  readonly progress: Readonly<Record<string, number>>;
  readonly deliveries: {
    readonly nodes: readonly { readonly deviceId: string; readonly status: string; readonly reason: string | null }[];
  };
}

async function messageNow(id: string): Promise<MessageNow> {
  const query = `query ($id: ID!) { message(id: $id) {
    status expiresAt progress { total queued sent providerAccepted failed cancelled } deliveries(first: 100) { nodes { deviceId status reason } }
  } }`;
  return (await graphqlData<{ message: MessageNow }>(runtime.outputs, paula.accessToken, query, { id })).message;
}

async function cancel(messageId: string, identity = paula): ReturnType<typeof graphql> {
  const mutation = `mutation ($input: CancelMessageInput!) {
    cancelMessage(input: $input) { cancelledDeliveries message { status } }
  }`;
  return graphql(runtime.outputs, identity.accessToken, mutation, { input: { messageId } });
}

async function unregisterDevice(deviceId: string): Promise<void> {
  const mutation = 'mutation ($input: UnregisterDeviceInput!) { unregisterDevice(input: $input) { unregistered } }';
  await graphqlData(runtime.outputs, bob.accessToken, mutation, { input: { deviceId } });
}

const isCompleted = (id: string) => until(async () => (await messageNow(id)).status === 'COMPLETED');

describe('publishing', () => {
  it('puts all that a message says on both wires', async () => {
    const { message } = await publish(
      { userIds: [alice.sub] },
      {
        content: {
          title: 'Your train',
          body: 'It is late.',
          data: JSON.stringify({ line: 'S1' }),
          badge: 3,
          sound: 'default',
          image: 'https://example.com/train.png',
          deepLink: 'app://trains/S1',
          category: 'delay',
          thread: 'S1',
        },
        options: { timeToLive: 600, priority: 'HIGH', collapseId: 'train-S1' },
      },
    );
    await isCompleted(message.id);
    const pushed = async (destination: string) =>
      (await outboxOf(runtime.outputs)).find((entry) => entry.destination === destination);
    await until(async () => (await messageNow(message.id)).progress.providerAccepted === 2);
    const apns = await pushed('aa'.repeat(32));
    expect(apns).toMatchObject({
      platform: 'APNS',
      headers: { 'apns-priority': '10', 'apns-push-type': 'alert', 'apns-collapse-id': 'train-S1' },
      body: {
        line: 'S1',
        aps: {
          alert: { title: 'Your train', body: 'It is late.' },
          badge: 3,
          sound: 'default',
          category: 'delay',
          'thread-id': 'S1',
          'mutable-content': 1,
        },
        heliograph: {
          messageId: message.id,
          deliveryId: `${message.id}.alices-phone`,
          deepLink: 'app://trains/S1',
          image: 'https://example.com/train.png',
        },
      },
    });
    const fcm = await pushed('alice-tablet');
    expect(fcm?.body).toMatchObject({
      message: {
        notification: { title: 'Your train', body: 'It is late.', image: 'https://example.com/train.png' },
        data: {
          line: 'S1',
          'heliograph.messageId': message.id,
          'heliograph.deliveryId': `${message.id}.alices-tablet`,
          'heliograph.deepLink': 'app://trains/S1',
          'heliograph.thread': 'S1',
        },
        android: {
          priority: 'high',
          collapse_key: 'train-S1',
          notification: { sound: 'default', channel_id: 'delay', tag: 'train-S1' },
        },
      },
    });
    const expiration = Number((apns as { headers?: Record<string, string> }).headers?.['apns-expiration']);
    expect(Math.abs(expiration - Date.now() / 1000 - 600)).toBeLessThan(60);
    expect(JSON.stringify(fcm?.body)).toMatch(/"ttl":"(59\d|600)s"/);
  });

  it('tells recipients that nobody knows, and refuses a message that has no other', async () => {
    const { unreachable, message } = await publish({ userIds: [alice.sub, 'nobody'] });
    expect(unreachable).toEqual(['nobody']);
    await isCompleted(message.id);
    expect((await messageNow(message.id)).deliveries.nodes).toHaveLength(2);

    for (const [member, ids, limit] of [
      ['userIds', ['nobody', 'noone'], 'users who have registered a device'],
      ['deviceIds', ['no-device'], 'registered devices'],
    ] as const) {
      const input = inputOf({ [member]: ids });
      const refused = await graphql(runtime.outputs, paula.accessToken, publishMutation, { input });
      expect(errorOf(refused)).toMatchObject({
        errorType: 'UnknownRecipient',
        errorInfo: { field: `input.audience.${member}`, given: ids, limit },
      });
    }
  });

  it('answers a repeated call with the first message, and refuses other arguments under the same key', async () => {
    const input = inputOf({ userIds: [alice.sub, 'nobody'] });
    const call = (given: object) => graphql(runtime.outputs, paula.accessToken, publishMutation, { input: given });
    const first = (await call(input)).data as unknown as PublishAnswer;
    const second = (await call(Object.fromEntries(Object.entries(input).toReversed())))
      .data as unknown as PublishAnswer;
    expect(second.publish).toMatchObject({ replayed: true, unreachable: ['nobody'] });
    expect(second.publish.message.id).toBe(first.publish.message.id);
    expect(errorOf(await call({ ...input, reporting: 'PROGRESS' }))).toMatchObject({
      errorType: 'IdempotencyKeyReused',
    });
  });

  it('reaches every enabled device of a platform', async () => {
    const names = Array.from({ length: 12 }, (_, index) => `bobs-${index}`);
    for (const name of names) await registerDevice(runtime.outputs, bob, name, { fcm: { token: `token-${name}` } });
    const { message } = await publish({ platform: 'FCM' });
    await isCompleted(message.id);
    await until(async () => (await messageNow(message.id)).progress.sent === 0);
    const { deliveries } = await messageNow(message.id);
    expect(deliveries.nodes.map(({ deviceId }) => deviceId)).toEqual(['alices-tablet', ...names].toSorted());
    expect(new Set(deliveries.nodes.map(({ status }) => status))).toEqual(new Set(['PROVIDER_ACCEPTED']));
  });

  it('sends a scheduled message when its time has come', async () => {
    const scheduledAt = new Date(Date.now() + 2_000).toISOString();
    const { message } = await publish({ deviceIds: ['alices-phone'] }, { scheduledAt });
    expect(message.status).toBe('SCHEDULED');
    await isCompleted(message.id);
    expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(scheduledAt));
    expect((await messageNow(message.id)).progress).toMatchObject({ total: 1, queued: 0, failed: 0 });
  });
});

describe('a message whose time to live runs out', () => {
  const ended = async (id: string) =>
    (await messageNow(id)).deliveries.nodes.map(({ status, reason }) => [status, reason]);
  const expired = ['EXPIRED', 'TTL_EXPIRED'];
  const pushedAs = async (title: string) =>
    (await outboxOf(runtime.outputs, { kind: 'push' })).filter((push) => JSON.stringify(push).includes(title));

  it('before SNS took it is not sent any more', async () => {
    await setFaults({ throttleRate: 1 });
    const title = `late-${randomUUID()}`;
    const { message } = await publish({ userIds: [alice.sub] }, { content: { title }, options: { timeToLive: 1 } });
    await until(async () => Date.now() > Date.parse((await messageNow(message.id)).expiresAt));
    await setFaults({});
    await isCompleted(message.id);
    expect(await ended(message.id)).toEqual([expired, expired]);
    expect(await pushedAs(title)).toEqual([]);
  });

  it('while the push service is away is not sent any more', async () => {
    const token = `away-${randomUUID()}`;
    await registerDevice(runtime.outputs, bob, token, { fcm: { token } });
    await scriptPush(runtime.outputs, token, { outcome: 'unavailable' });
    const { message } = await publish({ deviceIds: [token] }, { options: { timeToLive: 1 } });
    await until(async () => (await ended(message.id)).some(([status]) => status === 'EXPIRED'));
    expect(await ended(message.id)).toEqual([expired]);
    await unregisterDevice(token);
  });
});

describe('cancelling', () => {
  it('keeps a scheduled message from being sent, and its schedule goes', async () => {
    const { awsEndpoint: endpoint, region, root: credentials } = runtime.outputs;
    const scheduler = new SchedulerClient({ endpoint, region, credentials });
    const schedules = async () =>
      (await scheduler.send(new ListSchedulesCommand({ NamePrefix: message.id }))).Schedules?.length;
    const { message } = await publish(
      { deviceIds: ['alices-phone'] },
      { scheduledAt: new Date(Date.now() + 86_400_000).toISOString() },
    );
    await until(async () => (await schedules()) === 1);
    expect(errorOf(await cancel(message.id, alice)).errorType).toBe('Unauthorized');
    expect((await cancel(message.id)).data).toEqual({
      cancelMessage: { cancelledDeliveries: 0, message: { status: 'CANCELLED' } },
    });
    expect((await cancel(message.id)).data).toMatchObject({ cancelMessage: { message: { status: 'CANCELLED' } } });
    await until(async () => (await schedules()) === 0);
  });

  it('cancels what waits for SNS, and says how many', async () => {
    await setFaults({ throttleRate: 1 });
    const { message } = await publish({ userIds: [alice.sub] });
    await until(async () => (await messageNow(message.id)).progress.queued === 2);
    const counted = (await cancel(message.id)).data as { cancelMessage: { cancelledDeliveries: number } };
    await setFaults({});
    await until(async () => (await messageNow(message.id)).progress.cancelled === 2);
    const now = await messageNow(message.id);
    expect(now).toMatchObject({ status: 'CANCELLED', progress: { queued: 0, sent: 0, cancelled: 2 } });
    // What is being sent at the moment of the call is cancelled a moment later, and not counted.
    expect(counted.cancelMessage.cancelledDeliveries).toBeLessThanOrEqual(2);
    expect((await cancel(message.id)).data).toMatchObject({ cancelMessage: { cancelledDeliveries: 2 } });
  });

  it('refuses what is not there, is not one’s own, or is over', async () => {
    expect(errorOf(await cancel('01ARZ3NDEKTSV4RRFFQ69G5FAV')).errorType).toBe('NotFound');
    const { message } = await publish({ deviceIds: ['alices-phone'] });
    await isCompleted(message.id);
    expect(errorOf(await cancel(message.id))).toMatchObject({
      errorType: 'InvalidInput',
      errorInfo: { field: 'input.messageId', given: 'a message that is COMPLETED' },
    });
  });
});

describe('work that cannot be done', () => {
  it('fails visibly, and a redrive finishes it', async () => {
    const { outputs } = runtime;
    const sqs = new SQSClient({ endpoint: outputs.awsEndpoint, region: outputs.region, credentials: outputs.root });
    const { QueueUrls = [] } = await sqs.send(new ListQueuesCommand({}));
    const failing = QueueUrls.find((url) => url.includes('WorkFailing'));
    const GivenUpQueueArn = String(outputs.stackOutputs.Heliograph?.GivenUpQueueArn);
    const PromptQueueArn = String(outputs.stackOutputs.Heliograph?.PromptQueueArn);
    const urlOf = async (arn: string) =>
      (await sqs.send(new GetQueueUrlCommand({ QueueName: arn.slice(arn.lastIndexOf(':') + 1) }))).QueueUrl;

    await setFaults({ throttleRate: 1 });
    const { message } = await publish({ deviceIds: ['alices-phone'] });
    await until(async () => (await messageNow(message.id)).progress.queued === 1);
    // As SQS does after the last receive.
    const MessageBody = JSON.stringify({ kind: 'dispatch', messageId: message.id });
    await sqs.send(new SendMessageCommand({ QueueUrl: failing, MessageBody }));
    await until(async () => (await messageNow(message.id)).status === 'FAILED');
    await until(async () => {
      const { nodes } = (await messageNow(message.id)).deliveries;
      return nodes[0]?.status === 'FAILED' && nodes[0].reason === 'INTERNAL';
    });
    await until(async () => {
      const QueueUrl = await urlOf(GivenUpQueueArn);
      const { Attributes } = await sqs.send(
        new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['ApproximateNumberOfMessages'] }),
      );
      return Attributes?.ApproximateNumberOfMessages === '1';
    });

    await sqs.send(new PurgeQueueCommand({ QueueUrl: await urlOf(PromptQueueArn) }));
    await setFaults({});
    await sqs.send(new StartMessageMoveTaskCommand({ SourceArn: GivenUpQueueArn, DestinationArn: PromptQueueArn }));
    await isCompleted(message.id);
    const { nodes } = (await messageNow(message.id)).deliveries;
    expect(nodes).toMatchObject([{ deviceId: 'alices-phone', reason: null }]);
    expect(['SENT', 'PROVIDER_ACCEPTED']).toContain(nodes[0]?.status);
  });
});
