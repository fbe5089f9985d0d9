import { randomBytes, randomUUID } from 'node:crypto';
import {
  CloudWatchLogsClient,
  CreateLogStreamCommand,
  DescribeLogGroupsCommand,
  PutLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { InvokeCommand, LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { DeleteScheduleCommand, ListSchedulesCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import {
  GetQueueAttributesCommand,
  ListQueuesCommand,
  PurgeQueueCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect } from 'vitest';
import { deliveryKey, type Key, messageKey } from '../../functions/rules/keys.ts';
import { databaseOf, tableOf } from '../support/dynamodb.ts';
import { graphql, graphqlData } from '../support/graphql.ts';
import { installation } from '../support/installation.ts';
import { outboxOf, pushesWith, scriptPush, setFaults, until } from '../support/observe.ts';
import { registerDevice, unregisterDevice } from '../support/operations.ts';
import { ownNames } from '../support/ownNames.ts';
import type { HeliographOutputs } from '../support/Runtime.ts';
import { runRedrive } from '../support/runRedrive.ts';
import { test as it } from '../support/sharedRuntime.ts';
import { errorOf } from '../support/stepUp.ts';
import { newPublisher, newUser, type User } from '../support/users.ts';

const own = ownNames();
const apnsToken = randomBytes(32).toString('hex');
let outputs: HeliographOutputs;
let paula: User;
let alice: User;
let bob: User;

it.beforeAll(async ({ runtime }) => {
  ({ outputs } = runtime);
  paula = await newPublisher(outputs);
  alice = await newUser(outputs);
  bob = await newUser(outputs);
  await registerDevice(outputs, alice, own('alices-phone'), { apns: { token: apnsToken } });
  await registerDevice(outputs, alice, own('alices-tablet'), { fcm: { token: own('alice-tablet') } });
});
it.afterEach(() => setFaults(outputs, {}));

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
  return (await graphqlData<PublishAnswer>(outputs, paula.accessToken, publishMutation, { input })).publish;
}

interface MessageNow {
  readonly status: string;
  readonly expiresAt: string;
  readonly progress: Readonly<Record<string, number>>;
  readonly deliveries: {
    readonly nodes: readonly {
      readonly deviceId: string;
      readonly attempt: number;
      readonly status: string;
      readonly reason: string | null;
    }[];
  };
}

async function messageNow(id: string): Promise<MessageNow> {
  const query = `query ($id: ID!) { message(id: $id) {
    status expiresAt progress { total queued sent providerAccepted failed cancelled } deliveries(first: 100) { nodes { deviceId attempt status reason } }
  } }`;
  return (await graphqlData<{ message: MessageNow }>(outputs, paula.accessToken, query, { id })).message;
}

/** Every delivery of a message, page by page. */
async function deliveriesOf(messageId: string) {
  const query = `query ($messageId: ID!, $after: String) { deliveries(messageId: $messageId, first: 100, after: $after) {
    nodes { deviceId status } pageInfo { endCursor hasNextPage } } }`;
  const found: { readonly deviceId: string; readonly status: string }[] = [];
  for (let after: string | null = null, more = true; more; ) {
    const { deliveries }: DeliveryPage = await graphqlData(outputs, paula.accessToken, query, { messageId, after });
    found.push(...deliveries.nodes);
    after = deliveries.pageInfo.endCursor;
    more = deliveries.pageInfo.hasNextPage;
  }
  return found;
}

interface DeliveryPage {
  readonly deliveries: {
    readonly nodes: readonly { readonly deviceId: string; readonly status: string }[];
    readonly pageInfo: { readonly endCursor: string | null; readonly hasNextPage: boolean };
  };
}

async function cancel(messageId: string, identity = paula): ReturnType<typeof graphql> {
  const mutation = `mutation ($input: CancelMessageInput!) {
    cancelMessage(input: $input) { cancelledDeliveries message { status } }
  }`;
  return graphql(outputs, identity.accessToken, mutation, { input: { messageId } });
}

const isCompleted = (id: string) =>
  until(
    'the message is completed',
    () => messageNow(id),
    ({ status }) => status === 'COMPLETED',
  );

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
    const pushed = async (token: string) => (await outboxOf(outputs, { token }))[0];
    await until(
      'both pushes are accepted',
      () => messageNow(message.id),
      ({ progress }) => progress.providerAccepted === 2,
    );
    const apns = await pushed(apnsToken);
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
          deliveryId: `${message.id}.${own('alices-phone')}`,
          deepLink: 'app://trains/S1',
          image: 'https://example.com/train.png',
        },
      },
    });
    const fcm = await pushed(own('alice-tablet'));
    expect(fcm?.body).toMatchObject({
      message: {
        notification: { title: 'Your train', body: 'It is late.', image: 'https://example.com/train.png' },
        data: {
          line: 'S1',
          'heliograph.messageId': message.id,
          'heliograph.deliveryId': `${message.id}.${own('alices-tablet')}`,
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
    expect(JSON.stringify(fcm?.body)).toMatch(/"ttl":"([1-5]?\d{1,2}|600)s"/);
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
      const refused = await graphql(outputs, paula.accessToken, publishMutation, { input });
      expect(errorOf(refused)).toMatchObject({
        errorType: 'UnknownRecipient',
        errorInfo: { field: `input.audience.${member}`, given: ids, limit },
      });
    }
  });

  it('answers a repeated call with the first message, and refuses other arguments under the same key', async () => {
    const input = inputOf({ userIds: [alice.sub, 'nobody'] });
    const call = (given: object) => graphql(outputs, paula.accessToken, publishMutation, { input: given });
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
    const names = Array.from({ length: 12 }, (_, index) => own(`bobs-${index}`));
    for (const name of names) await registerDevice(outputs, bob, name, { fcm: { token: `token-${name}` } });
    const { message } = await publish({ platform: 'FCM' });
    await isCompleted(message.id);
    // Other files' devices of the platform get it too.
    const mine = [own('alices-tablet'), ...names].toSorted();
    const accepted = async () => {
      const deliveries = await deliveriesOf(message.id);
      return deliveries
        .filter(({ deviceId, status }) => mine.includes(deviceId) && status === 'PROVIDER_ACCEPTED')
        .map(({ deviceId }) => deviceId);
    };
    expect(await until('all pushes are accepted', accepted, ({ length }) => length >= mine.length)).toEqual(mine);
  });

  it('sends a scheduled message when its time has come', async () => {
    const scheduledAt = new Date(Date.now() + 2_000).toISOString();
    const { message } = await publish({ deviceIds: [own('alices-phone')] }, { scheduledAt });
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

  it('before SNS took it is not sent any more', async () => {
    await setFaults(outputs, { throttleRate: 1 });
    const title = `late-${randomUUID()}`;
    const { message } = await publish({ userIds: [alice.sub] }, { content: { title }, options: { timeToLive: 1 } });
    const { expiresAt } = await messageNow(message.id);
    await until('its time is over', () => Date.now() > Date.parse(expiresAt));
    await setFaults(outputs, {});
    await isCompleted(message.id);
    expect(await ended(message.id)).toEqual([expired, expired]);
    expect(await pushesWith(outputs, title)).toEqual([]);
  });

  it('while the push service is away is not sent any more', async () => {
    const token = `away-${randomUUID()}`;
    await registerDevice(outputs, bob, token, { fcm: { token } });
    await scriptPush(outputs, token, { outcome: 'unavailable' });
    const { message } = await publish({ deviceIds: [token] }, { options: { timeToLive: 1 } });
    expect(
      await until(
        'the delivery expires',
        () => ended(message.id),
        ([one]) => one?.[0] === 'EXPIRED',
      ),
    ).toEqual([expired]);
    await unregisterDevice(outputs, bob, token);
  });
});

describe('cancelling', () => {
  it('keeps a scheduled message from being sent, and its schedule goes', async () => {
    const { awsEndpoint: endpoint, region, root: credentials } = outputs;
    const scheduler = new SchedulerClient({ endpoint, region, credentials });
    const schedules = async () =>
      (await scheduler.send(new ListSchedulesCommand({ NamePrefix: message.id }))).Schedules?.length;
    const { message } = await publish(
      { deviceIds: [own('alices-phone')] },
      { scheduledAt: new Date(Date.now() + 86_400_000).toISOString() },
    );
    await until('it is scheduled', schedules, (count) => count === 1);
    expect(errorOf(await cancel(message.id, alice)).errorType).toBe('Unauthorized');
    expect((await cancel(message.id)).data).toEqual({
      cancelMessage: { cancelledDeliveries: 0, message: { status: 'CANCELLED' } },
    });
    expect((await cancel(message.id)).data).toMatchObject({ cancelMessage: { message: { status: 'CANCELLED' } } });
    await until('its schedule is gone', schedules, (count) => count === 0);
  });

  it('cancels what waits for SNS, and says how many', async () => {
    await setFaults(outputs, { throttleRate: 1 });
    const { message } = await publish({ userIds: [alice.sub] });
    await until(
      'both deliveries wait',
      () => messageNow(message.id),
      ({ progress }) => progress.queued === 2,
    );
    const counted = (await cancel(message.id)).data as { cancelMessage: { cancelledDeliveries: number } };
    await setFaults(outputs, {});
    const now = await until(
      'both deliveries are cancelled',
      () => messageNow(message.id),
      ({ progress }) => progress.cancelled === 2,
    );
    expect(now).toMatchObject({ status: 'CANCELLED', progress: { queued: 0, sent: 0, cancelled: 2 } });
    // What is being sent at the moment of the call is cancelled a moment later, and not counted.
    expect(counted.cancelMessage.cancelledDeliveries).toBeLessThanOrEqual(2);
    expect((await cancel(message.id)).data).toMatchObject({ cancelMessage: { cancelledDeliveries: 2 } });
  });

  it('refuses what is not there, is not one’s own, or is over', async () => {
    expect(errorOf(await cancel('01ARZ3NDEKTSV4RRFFQ69G5FAV')).errorType).toBe('NotFound');
    const { message } = await publish({ deviceIds: [own('alices-phone')] });
    await isCompleted(message.id);
    expect(errorOf(await cancel(message.id))).toMatchObject({
      errorType: 'InvalidInput',
      errorInfo: { field: 'input.messageId', given: 'a message that is COMPLETED' },
    });
  });
});

describe('work that cannot be done', () => {
  it('fails visibly, and a redrive finishes it', async ({ runtime }) => {
    const sqs = new SQSClient({ endpoint: outputs.awsEndpoint, region: outputs.region, credentials: outputs.root });
    const { QueueUrls = [] } = await sqs.send(new ListQueuesCommand({}));
    const failing = QueueUrls.find((url) => url.includes('WorkFailing'));
    const { PromptQueueUrl } = outputs.stackOutputs[installation] ?? {};
    const waiting = { QueueUrl: `${PromptQueueUrl}`, AttributeNames: ['ApproximateNumberOfMessagesDelayed' as const] };

    await setFaults(outputs, { throttleRate: 1 });
    const { message } = await publish({ deviceIds: [own('alices-phone')] });
    await until(
      'the delivery waits',
      async () => (await sqs.send(new GetQueueAttributesCommand(waiting))).Attributes,
      (attributes) => Number(attributes?.ApproximateNumberOfMessagesDelayed) > 0,
    );
    // What is being sent is not ended: it has work of its own. This one has none from here on.
    await sqs.send(new PurgeQueueCommand({ QueueUrl: `${PromptQueueUrl}` }));
    // As SQS does after the last receive.
    const MessageBody = JSON.stringify({ kind: 'dispatch', messageId: message.id });
    await sqs.send(new SendMessageCommand({ QueueUrl: failing, MessageBody }));
    await until(
      'the message fails',
      () => messageNow(message.id),
      ({ status }) => status === 'FAILED',
    );
    await until(
      'its delivery fails',
      async () => (await messageNow(message.id)).deliveries.nodes[0],
      (delivery) => delivery?.status === 'FAILED' && delivery.reason === 'INTERNAL',
    );
    const listed = await until(
      'the work is given up',
      () => runRedrive(runtime.directory, 'GivenUp', '--dry-run'),
      ({ printed }) => printed.includes(message.id),
    );
    expect(listed.printed).toContain('it failed in');

    await setFaults(outputs, {});
    const redriven = await runRedrive(runtime.directory, 'GivenUp');
    expect(redriven.printed).toContain(`the dispatch of message ${message.id}: back in its queue`);
    expect(redriven.code).toBe(0);
    await isCompleted(message.id);
    const { nodes } = (await messageNow(message.id)).deliveries;
    expect(nodes).toMatchObject([{ deviceId: own('alices-phone'), reason: null }]);
    expect(['SENT', 'PROVIDER_ACCEPTED']).toContain(nodes[0]?.status);
  });

  it('of feedback is set aside where this version does not understand it, and stays until one does', async ({
    runtime,
  }) => {
    const { awsEndpoint: endpoint, region, root: credentials } = outputs;
    const logs = new CloudWatchLogsClient({ endpoint, region, credentials });
    const { logGroups = [] } = await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: 'sns/' }));
    const logGroupName = `${logGroups.find(({ logGroupName: name }) => name?.endsWith('/Failure'))?.logGroupName}`;
    const logStreamName = own('misunderstood');
    await logs.send(new CreateLogStreamCommand({ logGroupName, logStreamName }));
    const logEvents = [{ timestamp: Date.now(), message: JSON.stringify({ token: 'f2e1-secret' }) }];
    await logs.send(new PutLogEventsCommand({ logGroupName, logStreamName, logEvents }));
    const listed = await until(
      'it is set aside',
      () => runRedrive(runtime.directory, 'Misunderstood', '--dry-run'),
      ({ printed }) => printed.includes('Misunderstood: 1 listed.'),
    );
    expect(listed.printed).toContain('it does not have the form that SNS documents');
    expect(listed.printed).not.toContain('f2e1');
    const redriven = await runRedrive(runtime.directory, 'Misunderstood');
    expect(redriven.printed).toContain('Failure This version does not understand it either.');
    expect(redriven.code).toBe(1);
    expect((await runRedrive(runtime.directory)).printed).toMatch(/^Misunderstood +1 /m);
  });
});

describe('the sweep', () => {
  const ago = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();

  /** Changes times of a row as if so much had passed. */
  async function change(table: string, Key: Key, times: readonly string[], past: string): Promise<void> {
    const UpdateExpression = `SET ${times.map((time) => `${time} = :past`).join(', ')}`;
    const names = times.some((time) => time.includes('#at')) ? { ExpressionAttributeNames: { '#at': 'at' } } : {};
    const TableName = await tableOf(outputs, table);
    const ExpressionAttributeValues = { ':past': past };
    const update = { TableName, Key, UpdateExpression, ExpressionAttributeValues, ...names };
    await databaseOf(outputs).send(new UpdateCommand(update));
  }

  /** As its schedule does once a minute. */
  async function sweep(): Promise<void> {
    const { awsEndpoint: endpoint, region, root: credentials } = outputs;
    const lambda = new LambdaClient({ endpoint, region, credentials });
    const { Functions = [] } = await lambda.send(new ListFunctionsCommand({}));
    const FunctionName = Functions.map((one) => `${one.FunctionName}`).find((name) => /Sweep/.test(name));
    expect((await lambda.send(new InvokeCommand({ FunctionName }))).FunctionError).toBeUndefined();
  }

  it('sends a message whose schedule somebody deleted', async () => {
    const { awsEndpoint: endpoint, region, root: credentials } = outputs;
    const scheduler = new SchedulerClient({ endpoint, region, credentials });
    const scheduledAt = new Date(Date.now() + 86_400_000).toISOString();
    const { message } = await publish({ deviceIds: [own('alices-phone')] }, { scheduledAt });
    const [schedule] = await until(
      'it is scheduled',
      async () => (await scheduler.send(new ListSchedulesCommand({ NamePrefix: message.id }))).Schedules ?? [],
      ({ length }) => length === 1,
    );
    await scheduler.send(new DeleteScheduleCommand({ Name: message.id, GroupName: schedule?.GroupName }));
    await change('Messages', messageKey(message.id), ['scheduledAt', 'dueAt'], ago(0.1));
    await sweep();
    await isCompleted(message.id);
  });

  it('ends what nobody answered, and redeliver sends it again where that is named', async () => {
    const token = own('silent');
    await registerDevice(outputs, bob, token, { fcm: { token } });
    await scriptPush(outputs, token, { outcome: 'timeout' });
    const { message } = await publish({ deviceIds: [token] });
    await isCompleted(message.id);
    await change('Messages', messageKey(message.id), ['createdAt', 'dueAt'], ago(8));
    await change('Deliveries', deliveryKey(message.id, token), ['transitions[1].#at'], ago(8));
    await sweep();
    const reasonIs = (reason: string) =>
      until(
        `the delivery is ${reason}`,
        async () => (await messageNow(message.id)).deliveries.nodes[0],
        (delivery) => delivery?.reason === reason,
      );
    await reasonIs('NO_ANSWER');

    const mutation = `mutation ($input: RedeliverInput!) {
      redeliver(input: $input) { replayed redelivery { id reopened status } }
    }`;
    const redeliver = async (members: object) => {
      const input = { messageId: message.id, idempotencyKey: 'again', ...members };
      return graphql(outputs, paula.accessToken, mutation, { input });
    };
    const named = { reasons: ['NO_ANSWER'] };
    const { data } = await redeliver(named);
    expect(data).toMatchObject({ redeliver: { replayed: false, redelivery: { status: 'RUNNING' } } });
    // Not by the progress, which may still count the first attempt.
    await until(
      'it is sent again',
      async () => (await messageNow(message.id)).deliveries.nodes[0],
      (delivery) => delivery?.attempt === 2 && delivery.status === 'SENT',
    );
    // SNS tries both pushes again. The answer to the first one changes nothing.
    await scriptPush(outputs, token, { outcome: 'accept' });
    await until(
      'it is accepted',
      () => messageNow(message.id),
      ({ progress, status }) => progress.providerAccepted === 1 && progress.failed === 0 && status === 'COMPLETED',
    );
    const query = `query ($id: ID!) { deliveries(messageId: $id) { nodes { attempt attempts reason transitions { status } } } }`;
    expect(await graphqlData(outputs, paula.accessToken, query, { id: message.id })).toMatchObject({
      deliveries: {
        nodes: [
          {
            ...{ attempt: 2, attempts: 2, reason: null },
            transitions: ['QUEUED', 'SENT', 'FAILED', 'QUEUED', 'SENT', 'PROVIDER_ACCEPTED'].map((status) => ({
              status,
            })),
          },
        ],
      },
    });
    expect((await redeliver(named)).data).toMatchObject({
      redeliver: { replayed: true, redelivery: { status: 'FINISHED', reopened: 1 } },
    });
    expect(errorOf(await redeliver({})).errorType).toBe('IdempotencyKeyReused');
    await unregisterDevice(outputs, bob, token);
  });
});
