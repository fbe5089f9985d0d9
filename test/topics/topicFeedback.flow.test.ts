import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import {
  CloudWatchLogsClient,
  DescribeLogGroupsCommand,
  FilterLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { InvokeCommand, LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import {
  GetEndpointAttributesCommand,
  ListEndpointsByPlatformApplicationCommand,
  ListPlatformApplicationsCommand,
  ListSubscriptionsByTopicCommand,
  ListTopicsCommand,
  SNSClient,
} from '@aws-sdk/client-sns';
import { RealtimeClient } from 'local-cloud/testing/RealtimeClient';
import { totpCode } from 'local-cloud/totp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { graphql, graphqlData } from '../support/graphql.ts';
import { outboxOf, scriptPush, until } from '../support/observe.ts';
import { publishMutation, publishTo, registerDevice } from '../support/operations.ts';
import { type HeliographOutputs, Runtime } from '../support/Runtime.ts';
import { type SignedIn, signIn, signInAs } from '../support/signIn.ts';
import { challengeIdOf, createUser, initiate, putSetting, respond } from '../support/stepUp.ts';

let runtime: Runtime;
let outputs: HeliographOutputs;
let ada: SignedIn;
let alice: SignedIn;
let paula: SignedIn;
let sns: SNSClient;
let logs: CloudWatchLogsClient;
let lambda: LambdaClient;

beforeAll(async () => {
  runtime = await Runtime.start({ args: ['--fresh'] });
  ({ outputs } = runtime);
  ada = await signIn(outputs, 'ada');
  alice = await signIn(outputs, 'alice');
  paula = await signIn(outputs, 'paula');
  const client = { endpoint: outputs.awsEndpoint, region: outputs.region, credentials: outputs.root };
  sns = new SNSClient(client);
  logs = new CloudWatchLogsClient(client);
  lambda = new LambdaClient(client);
});
afterAll(() => runtime[Symbol.asyncDispose]());

async function createTopic(name: string): Promise<string> {
  const mutation = 'mutation ($input: CreateTopicInput!) { createTopic(input: $input) { topic { id } } }';
  const input = { idempotencyKey: randomUUID(), name };
  const data = await graphqlData<{ createTopic: { topic: { id: string } } }>(outputs, ada.accessToken, mutation, {
    input,
  });
  return data.createTopic.topic.id;
}

async function subscribe(user: SignedIn, topicId: string): Promise<void> {
  const mutation =
    'mutation ($input: SubscribeToTopicInput!) { subscribeToTopic(input: $input) { subscription { topicId } } }';
  await graphqlData(outputs, user.accessToken, mutation, { input: { topicId } });
}

const publish = (topicId: string, title: string) =>
  publishTo(outputs, paula.accessToken, { topic: { topicId } }, title);

async function deviceOf(user: SignedIn, id: string) {
  const query = 'query ($id: ID!) { device(id: $id) { status disabledReason } }';
  return (await graphqlData<{ device: object }>(outputs, user.accessToken, query, { id })).device;
}

async function endpointOf(token: string): Promise<string> {
  const { PlatformApplications = [] } = await sns.send(new ListPlatformApplicationsCommand({}));
  const PlatformApplicationArn = PlatformApplications.map((application) => application.PlatformApplicationArn).find(
    (arn) => arn?.includes('/GCM/'),
  );
  const { Endpoints = [] } = await sns.send(new ListEndpointsByPlatformApplicationCommand({ PlatformApplicationArn }));
  return `${Endpoints.find(({ Attributes }) => Attributes?.Token === token)?.EndpointArn}`;
}

async function subscribedEndpoints(topicId: string): Promise<(string | undefined)[]> {
  const { Topics = [] } = await sns.send(new ListTopicsCommand({}));
  const TopicArn = Topics.map((topic) => topic.TopicArn).find((arn) => arn?.includes(topicId));
  const { Subscriptions = [] } = await sns.send(new ListSubscriptionsByTopicCommand({ TopicArn }));
  return Subscriptions.map(({ Endpoint }) => Endpoint);
}

/** Tokens that a push with this text reached, or was refused for. */
async function pushedTo(text: string): Promise<string[]> {
  const pushes = await outboxOf(outputs, { kind: 'push' });
  return pushes.filter((push) => JSON.stringify(push).includes(text)).map(({ destination }) => destination);
}

/** The delivery-status entries that a text is in, as the log groups have them. */
async function statusEntries(text: string): Promise<string[]> {
  const { logGroups = [] } = await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: 'sns/' }));
  const found = await Promise.all(
    logGroups.map(async ({ logGroupName }) => {
      const { events = [] } = await logs.send(new FilterLogEventsCommand({ logGroupName }));
      return events.map(({ message }) => `${message}`);
    }),
  );
  return found.flat().filter((message) => message.includes(text));
}

/** What functions/feedback makes of an event: the error's name, or none. It has had all of this before, from SNS itself. */
async function feedbackOn(event: object): Promise<string | undefined> {
  const { Functions = [] } = await lambda.send(new ListFunctionsCommand({}));
  const FunctionName = Functions.map((one) => `${one.FunctionName}`).find((name) => /feedback/i.test(name));
  const { FunctionError } = await lambda.send(
    new InvokeCommand({ FunctionName, Payload: Buffer.from(JSON.stringify(event)) }),
  );
  return FunctionError;
}

const logBatch = (messages: readonly string[]) => {
  const logEvents = messages.map((message, index) => ({ id: `${index}`, timestamp: 0, message }));
  return { awslogs: { data: gzipSync(JSON.stringify({ messageType: 'DATA_MESSAGE', logEvents })).toString('base64') } };
};

/** The failures topic's notification of a publication that failed at an endpoint. */
const failureEvent = (MessageId: string, EndpointArn: string, FailureType: string) => ({
  Records: [
    { Sns: { Message: JSON.stringify({ EventType: 'DeliveryFailure', MessageId, EndpointArn, FailureType }) } },
  ],
});

const messageIdOf = (entry: string | undefined) => `${JSON.parse(entry ?? '{}').notification.messageId}`;

describe('a token that dies under a topic’s messages', () => {
  it('disables its device, which the user’s other client hears, until the app registers again', async () => {
    const topicId = await createTopic('Scores');
    await registerDevice(outputs, alice, 'dying', { fcm: { token: 'dying-token' } });
    await registerDevice(outputs, alice, 'living', { fcm: { token: 'living-token' } });
    await subscribe(alice, topicId);
    const [dying, living] = [await endpointOf('dying-token'), await endpointOf('living-token')];
    await until(async () => (await subscribedEndpoints(topicId)).length === 2);

    const header = { Authorization: alice.accessToken, host: new URL(outputs.graphqlEndpoint).host };
    const client = await RealtimeClient.withHeader(outputs.realtimeEndpoint, header).connect();
    const subscription = 'subscription { onMyDevices { deviceId change reason addressVersion } }';
    await client.subscribe('devices', subscription, {}, header);
    const newsOf = async (change: string) => {
      for (;;) {
        const frame = (await client.next()) as unknown as { payload: { data: { onMyDevices: { change: string } } } };
        if (frame.payload.data.onMyDevices.change === change) return frame.payload.data.onMyDevices;
      }
    };

    await scriptPush(outputs, 'dying-token', { outcome: 'unregistered' });
    await publish(topicId, 'Last words');
    const about = { deviceId: 'dying', addressVersion: 1 };
    expect(await newsOf('DISABLED')).toEqual({ ...about, change: 'DISABLED', reason: 'INVALID_TOKEN' });
    expect(await deviceOf(alice, 'dying')).toEqual({ status: 'DISABLED', disabledReason: 'INVALID_TOKEN' });
    expect(await deviceOf(alice, 'living')).toEqual({ status: 'ENABLED', disabledReason: null });
    const { Attributes } = await sns.send(new GetEndpointAttributesCommand({ EndpointArn: dying }));
    expect(Attributes?.Enabled).toBe('false');
    // SNS need not try it any more.
    await until(async () => (await subscribedEndpoints(topicId)).length === 1);
    expect(await subscribedEndpoints(topicId)).toEqual([living]);

    await scriptPush(outputs, 'dying-token', { outcome: 'accept' });
    await registerDevice(outputs, alice, 'dying', { fcm: { token: 'dying-token' } });
    expect(await newsOf('REGISTERED')).toEqual({
      deviceId: 'dying',
      addressVersion: 2,
      change: 'REGISTERED',
      reason: null,
    });
    await until(async () => (await subscribedEndpoints(topicId)).length === 2);
    await publish(topicId, 'Back again');
    await until(async () => (await pushedTo('Back again')).length === 2);
    expect((await pushedTo('Back again')).toSorted()).toEqual(['dying-token', 'living-token']);

    // All that was said of the dead token, once more and in another order, undoes nothing.
    const entries = (await statusEntries('dying-token')).filter((entry) => entry.includes('UNREGISTERED'));
    expect(entries).toHaveLength(1);
    expect(await feedbackOn(failureEvent(messageIdOf(entries[0]), dying, 'InvalidPlatformToken'))).toBeUndefined();
    expect(await feedbackOn(logBatch([...entries, ...entries]))).toBeUndefined();
    expect(await deviceOf(alice, 'dying')).toEqual({ status: 'ENABLED', disabledReason: null });
    client.socket.close();
  });

  it('disables nothing where credentials or the payload are at fault', async () => {
    const topicId = await createTopic('Faults');
    for (const outcome of ['sender-id-mismatch', 'invalid-payload', 'invalid-credentials']) {
      const user = await signInAs(outputs, await createUser(outputs));
      await registerDevice(outputs, user, outcome, { fcm: { token: outcome } });
      await scriptPush(outputs, outcome, { outcome });
      await subscribe(user, topicId);
      const endpoint = await endpointOf(outcome);
      await until(async () => (await subscribedEndpoints(topicId)).includes(endpoint));
      await publish(topicId, `At ${outcome}`);
      await until(async () => (await statusEntries(endpoint)).length > 0);
      const entries = await statusEntries(endpoint);
      expect(await feedbackOn(logBatch(entries))).toBeUndefined();
      for (const FailureType of ['InvalidPlatformToken', 'InvalidNotification', 'InvalidCredentials', 'Throttled']) {
        expect(await feedbackOn(failureEvent(messageIdOf(entries[0]), endpoint, FailureType))).toBeUndefined();
      }
      expect(await deviceOf(user, outcome)).toEqual({ status: 'ENABLED', disabledReason: null });
    }
  });
});

describe('feedback on a push that asks for an approval', () => {
  it('is no error, and a dead token disables its device', async () => {
    const setting = { operation: 'Mutation.publish', requirement: 'STEP_UP_REQUIRED', methods: ['PUSH_STEP_UP'] };
    const challengeId = challengeIdOf(await putSetting(outputs, ada.accessToken, setting));
    await initiate(outputs, ada.accessToken, challengeId);
    const secret = outputs.users.find(({ username }) => username === 'ada')?.totpSecret ?? '';
    await respond(outputs, ada.accessToken, challengeId, totpCode(secret, Date.now() + 30_000));
    expect((await putSetting(outputs, ada.accessToken, setting)).errors).toEqual([]);

    const user = await createUser(outputs);
    const phone = await signInAs(outputs, user);
    for (const name of ['approves', 'is-gone']) await registerDevice(outputs, phone, name, { fcm: { token: name } });
    const registered = Math.floor(Date.now() / 1000);
    // A token's `auth_time` is whole seconds, and the phone must be older.
    await until(async () => Math.floor(Date.now() / 1000) > registered);
    const laptop = await signInAs(outputs, user);
    await scriptPush(outputs, 'is-gone', { outcome: 'unregistered' });
    const input = { idempotencyKey: randomUUID(), audience: { userIds: [laptop.sub] }, content: { title: 'Go' } };
    await initiate(
      outputs,
      laptop.accessToken,
      challengeIdOf(await graphql(outputs, laptop.accessToken, publishMutation, { input })),
    );

    const endpoints = [await endpointOf('approves'), await endpointOf('is-gone')];
    const entries = async () => (await Promise.all(endpoints.map(statusEntries))).flat();
    await until(async () => (await entries()).length === 2);
    await until(async () => 'DISABLED' === ((await deviceOf(laptop, 'is-gone')) as { status: string }).status);
    expect(await deviceOf(laptop, 'approves')).toEqual({ status: 'ENABLED', disabledReason: null });
    expect(await feedbackOn(logBatch(await entries()))).toBeUndefined();
  });
});

it('feedback on a publication that nobody of ours made is an error, for it may be one that was not written down', async () => {
  const entry = JSON.stringify({ notification: { messageId: randomUUID() }, delivery: {}, status: 'SUCCESS' });
  expect(await feedbackOn(logBatch([entry]))).toBe('Unhandled');
});
