import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import {
  CloudWatchLogsClient,
  DescribeLogGroupsCommand,
  FilterLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { InvokeCommand, LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { DeleteEndpointCommand, GetEndpointAttributesCommand } from '@aws-sdk/client-sns';
import { RealtimeClient } from 'local-cloud/testing/RealtimeClient';
import { describe, expect } from 'vitest';
import { nextSecond } from '../support/clock.ts';
import { graphqlData } from '../support/graphql.ts';
import { installation } from '../support/installation.ts';
import { pushesWith, scriptPush, until } from '../support/observe.ts';
import { createTopic, publishTo, registerDevice, subscribeToTopic } from '../support/operations.ts';
import { ownNames } from '../support/ownNames.ts';
import type { HeliographOutputs } from '../support/Runtime.ts';
import { runRedrive } from '../support/runRedrive.ts';
import { test as it } from '../support/sharedRuntime.ts';
import { type SignedIn, signInAs } from '../support/signIn.ts';
import { endpointsOf, snsOf, subscribersOf } from '../support/sns.ts';
import { challengeIdOf, initiate, publishAs } from '../support/stepUp.ts';
import { adminOfSettings, clearSettings, guardPublish } from '../support/stepUpSettings.ts';
import { createUser, newAdmin, newPublisher, newUser, type User } from '../support/users.ts';

const own = ownNames();
let outputs: HeliographOutputs;
let ada: User;
let alice: User;
let paula: User;
let logs: CloudWatchLogsClient;
let lambda: LambdaClient;

it.beforeAll(async ({ runtime }) => {
  ({ outputs } = runtime);
  ada = await newAdmin(outputs);
  alice = await newUser(outputs);
  paula = await newPublisher(outputs);
  const client = { endpoint: outputs.awsEndpoint, region: outputs.region, credentials: outputs.root };
  logs = new CloudWatchLogsClient(client);
  lambda = new LambdaClient(client);
});

const publish = (topicId: string, title: string) =>
  publishTo(outputs, paula.accessToken, { topic: { topicId } }, title);

async function deviceOf(user: SignedIn, id: string) {
  const query = 'query ($id: ID!) { device(id: $id) { status disabledReason } }';
  return (await graphqlData<{ device: { status: string } }>(outputs, user.accessToken, query, { id })).device;
}

/** What became of a topic's message on phones. */
async function platformsOf(id: string): Promise<readonly object[]> {
  const query = 'query ($id: ID!) { message(id: $id) { progress { platforms { platform providerAccepted failed } } } }';
  const { message } = await graphqlData<{ message: { progress: { platforms: object[] } } }>(
    ...[outputs, paula.accessToken, query, { id }],
  );
  return message.progress.platforms;
}

async function endpointOf(token: string): Promise<string> {
  const [endpoint] = await endpointsOf(outputs, token);
  return `${endpoint?.EndpointArn}`;
}

/** The delivery-status entries that a text is in, as the log groups of the push services have them. */
async function statusEntries(text: string): Promise<string[]> {
  const { logGroups = [] } = await logs.send(
    new DescribeLogGroupsCommand({ logGroupNamePrefix: `sns/${outputs.region}/000000000000/app/` }),
  );
  const found = await Promise.all(
    logGroups.map(async ({ logGroupName }) => {
      const { events = [] } = await logs.send(new FilterLogEventsCommand({ logGroupName }));
      return events.map(({ message }) => `${message}`);
    }),
  );
  return found.flat().filter((message) => message.includes(text));
}

/** Gives the function `feedback` an event again that it had from SNS already. Returns the kind of error, if any. */
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

describe('an endpoint that SNS lost', () => {
  it('is made again with its topic subscriptions, and a message to the device arrives', async () => {
    const rita = await newUser(outputs);
    const topicId = await createTopic(outputs, ada, 'Restored');
    await registerDevice(outputs, rita, own('restored'), { fcm: { token: own('restored-token') } });
    await subscribeToTopic(outputs, rita, topicId);
    const subscribed = () => subscribersOf(outputs, topicId);
    const lost = await endpointOf(own('restored-token'));
    expect(await until('the device is subscribed', subscribed, ({ length }) => length === 1)).toEqual([lost]);
    await snsOf(outputs).send(new DeleteEndpointCommand({ EndpointArn: lost }));
    await publishTo(outputs, paula.accessToken, { deviceIds: [own('restored')] }, 'After the restore');
    await until(
      'the device gets it',
      () => pushesWith(outputs, 'After the restore'),
      ({ length }) => length === 1,
    );
    const made = await endpointOf(own('restored-token'));
    expect(made).not.toBe(lost);
    await until('the new endpoint is subscribed', subscribed, (arns) => arns.length === 1 && arns[0] === made);
    expect(await deviceOf(rita, own('restored'))).toEqual({ status: 'ENABLED', disabledReason: null });
  });
});

describe('a topic’s message that SNS cannot push to a living phone', () => {
  it('is kept until somebody redrives it, and its answer is known', async ({ runtime }) => {
    const una = await newUser(outputs);
    const topicId = await createTopic(outputs, ada, 'Kept');
    await registerDevice(outputs, una, own('refused'), { fcm: { token: own('refused-token') } });
    await subscribeToTopic(outputs, una, topicId);
    await until(
      'the device is subscribed',
      () => subscribersOf(outputs, topicId),
      ({ length }) => length === 1,
    );
    await scriptPush(outputs, own('refused-token'), { outcome: 'invalid-credentials' });
    const { id: messageId } = await publish(topicId, 'Kept for the phone');
    const listed = () => runRedrive(runtime.directory, 'Unpushed', '--dry-run');
    await until('it is kept', listed, ({ printed }) => printed.includes(messageId));
    await scriptPush(outputs, own('refused-token'), { outcome: 'accept' });
    const { code, printed } = await runRedrive(runtime.directory, 'Unpushed');
    expect({ code, printed }).toEqual({ code: 0, printed: expect.stringContaining(messageId) });
    const accepted = async () =>
      (await pushesWith(outputs, 'Kept for the phone')).filter(({ outcome }) => outcome === 'accept');
    await until('the phone has it', accepted, ({ length }) => length === 1);
    const entries = await until(
      'SNS logs the answer',
      () => statusEntries(own('refused-token')),
      (all) => all.some((entry) => entry.includes('SUCCESS')),
    );
    const success = entries.filter((entry) => entry.includes('SUCCESS'));
    expect(await feedbackOn(logBatch(success))).toBeUndefined();
  });
});

describe('a token that dies under a topic’s messages', () => {
  it('disables its device, which the user’s other client hears, until the app registers again', async () => {
    const topicId = await createTopic(outputs, ada, 'Scores');
    await registerDevice(outputs, alice, own('topic-dying'), { fcm: { token: own('topic-dying-token') } });
    await registerDevice(outputs, alice, own('topic-living'), { fcm: { token: own('topic-living-token') } });
    await subscribeToTopic(outputs, alice, topicId);
    const [dying, living] = [await endpointOf(own('topic-dying-token')), await endpointOf(own('topic-living-token'))];
    const subscribed = () => subscribersOf(outputs, topicId);
    await until('both devices are subscribed', subscribed, ({ length }) => length === 2);

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

    await scriptPush(outputs, own('topic-dying-token'), { outcome: 'unregistered' });
    const lastWords = await publish(topicId, 'Last words');
    const about = { deviceId: own('topic-dying'), addressVersion: 1 };
    expect(await newsOf('DISABLED')).toEqual({ ...about, change: 'DISABLED', reason: 'INVALID_TOKEN' });
    expect(await deviceOf(alice, own('topic-dying'))).toEqual({ status: 'DISABLED', disabledReason: 'INVALID_TOKEN' });
    expect(await deviceOf(alice, own('topic-living'))).toEqual({ status: 'ENABLED', disabledReason: null });
    await until(
      'both answers are counted for the message',
      () => platformsOf(lastWords.id),
      (platforms) =>
        JSON.stringify(platforms) === JSON.stringify([{ platform: 'FCM', providerAccepted: 1, failed: 1 }]),
    );
    const { Attributes } = await snsOf(outputs).send(new GetEndpointAttributesCommand({ EndpointArn: dying }));
    expect(Attributes?.Enabled).toBe('false');
    // SNS need not try it any more.
    expect(await until('the dead one is not subscribed', subscribed, ({ length }) => length === 1)).toEqual([living]);

    await scriptPush(outputs, own('topic-dying-token'), { outcome: 'accept' });
    await registerDevice(outputs, alice, own('topic-dying'), { fcm: { token: own('topic-dying-token') } });
    expect(await newsOf('REGISTERED')).toEqual({
      deviceId: own('topic-dying'),
      addressVersion: 2,
      change: 'REGISTERED',
      reason: null,
    });
    await until('both devices are subscribed again', subscribed, ({ length }) => length === 2);
    await publish(topicId, 'Back again');
    const pushed = await until(
      'both devices get it',
      () => pushesWith(outputs, 'Back again'),
      ({ length }) => length === 2,
    );
    expect(pushed.map(({ destination }) => destination).toSorted()).toEqual([
      own('topic-dying-token'),
      own('topic-living-token'),
    ]);

    // All that was said of the dead token, once more and in another order, undoes nothing.
    const entries = (await statusEntries(own('topic-dying-token'))).filter((entry) => entry.includes('UNREGISTERED'));
    expect(entries).toHaveLength(1);
    expect(await feedbackOn(failureEvent(messageIdOf(entries[0]), dying, 'InvalidPlatformToken'))).toBeUndefined();
    expect(await feedbackOn(logBatch([...entries, ...entries]))).toBeUndefined();
    expect(await deviceOf(alice, own('topic-dying'))).toEqual({ status: 'ENABLED', disabledReason: null });
    client.socket.close();
  });

  it('disables nothing where credentials or the payload are at fault', async () => {
    const topicId = await createTopic(outputs, ada, 'Faults');
    for (const outcome of ['sender-id-mismatch', 'invalid-payload', 'invalid-credentials']) {
      const user = await newUser(outputs);
      const token = own(outcome);
      await registerDevice(outputs, user, token, { fcm: { token } });
      await scriptPush(outputs, token, { outcome });
      await subscribeToTopic(outputs, user, topicId);
      const endpoint = await endpointOf(token);
      await until(
        'the device is subscribed',
        () => subscribersOf(outputs, topicId),
        (endpoints) => endpoints.includes(endpoint),
      );
      await publish(topicId, `At ${outcome}`);
      const entries = await until(
        'SNS logged the delivery',
        () => statusEntries(endpoint),
        ({ length }) => length > 0,
      );
      expect(await feedbackOn(logBatch(entries))).toBeUndefined();
      for (const FailureType of ['InvalidPlatformToken', 'InvalidNotification', 'InvalidCredentials', 'Throttled']) {
        expect(await feedbackOn(failureEvent(messageIdOf(entries[0]), endpoint, FailureType))).toBeUndefined();
      }
      expect(await deviceOf(user, token)).toEqual({ status: 'ENABLED', disabledReason: null });
    }
  });
});

describe('feedback on a push that asks for an approval', () => {
  it('is no error, and a dead token disables its device', async () => {
    const admin = await adminOfSettings(outputs);
    await guardPublish(outputs, admin, { methods: ['PUSH_STEP_UP'] });
    const user = await createUser(outputs, { groups: ['publishers'] });
    const phone = await signInAs(outputs, user);
    for (const name of [own('approves'), own('is-gone')])
      await registerDevice(outputs, phone, name, { fcm: { token: name } });
    // The phone must be older.
    await nextSecond();
    const laptop = await signInAs(outputs, user);
    await scriptPush(outputs, own('is-gone'), { outcome: 'unregistered' });
    const refused = await publishAs(outputs, laptop.accessToken, laptop);
    await clearSettings(outputs, admin);
    await initiate(outputs, laptop.accessToken, challengeIdOf(refused));

    const endpoints = [await endpointOf(own('approves')), await endpointOf(own('is-gone'))];
    const entries = async () => (await Promise.all(endpoints.map(statusEntries))).flat();
    await until('SNS logged both deliveries', entries, ({ length }) => length === 2);
    await until(
      'the device is disabled',
      () => deviceOf(laptop, own('is-gone')),
      ({ status }) => status === 'DISABLED',
    );
    expect(await deviceOf(laptop, own('approves'))).toEqual({ status: 'ENABLED', disabledReason: null });
    expect(await feedbackOn(logBatch(await entries()))).toBeUndefined();
  });
});

it('feedback on a push that nobody of ours made is looked at again, and then an error: it may be one that was lost', async () => {
  const text = JSON.stringify({ notification: { messageId: randomUUID() }, delivery: {}, status: 'SUCCESS' });
  expect(await feedbackOn(logBatch([text]))).toBeUndefined();
  expect(await feedbackOn({ setAside: [{ source: 'log', text }], redrive: true })).toBe('Unhandled');
});

it('every line in the logs of functions is one JSON object, which names its invocation and its level', async () => {
  const { logGroups = [] } = await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: `${installation}-` }));
  const messages = await Promise.all(
    logGroups.map(async ({ logGroupName }) => {
      const { events = [] } = await logs.send(new FilterLogEventsCommand({ logGroupName }));
      return events.map(({ message }) => String(message));
    }),
  );
  const entries = messages.flat().map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);
  expect(entries.filter(({ message }) => message === 'Metrics').length).toBeGreaterThan(0);
  const isOfLambda = ({ type }: Readonly<Record<string, unknown>>) => String(type).startsWith('platform.');
  for (const entry of entries.filter(isOfLambda))
    expect(entry).toMatchObject({ record: { requestId: expect.any(String) } });
  for (const entry of entries.filter((each) => !isOfLambda(each))) {
    expect(entry).toMatchObject({
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      level: expect.stringMatching(/^(INFO|WARN|ERROR)$/),
      requestId: expect.stringMatching(/^[\w-]+$/),
      message: expect.stringMatching(/./),
    });
  }
});
