import {
  CreateTopicCommand,
  GetEndpointAttributesCommand,
  PublishCommand,
  type PublishCommandInput,
  SetEndpointAttributesCommand,
  SubscribeCommand,
} from '@aws-sdk/client-sns';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ManualClock } from '../../testing/ManualClock.ts';
import { type Messaging, startMessaging } from '../../testing/startMessaging.ts';
import { createApplication, createEndpoint, deviceToken } from './support/createEndpoint.ts';

let messaging: Messaging;
beforeEach(async () => {
  messaging = await startMessaging();
});
afterEach(() => messaging[Symbol.asyncDispose]());

const text = (value: string) => ({ DataType: 'String', StringValue: value });

async function publish(endpointArn: string, input: Partial<PublishCommandInput> = {}): Promise<string> {
  const { MessageId = '' } = await messaging.sns.send(
    new PublishCommand({ TargetArn: endpointArn, Message: 'hello', ...input }),
  );
  return MessageId;
}

/** An application whose failures are logged and sent to a Lambda function, with one endpoint. */
async function watched(platform: 'APNS' | 'GCM', token: string, attributes: Record<string, string> = {}) {
  const { TopicArn = '' } = await messaging.sns.send(new CreateTopicCommand({ Name: 'events' }));
  await messaging.sns.send(
    new SubscribeCommand({
      TopicArn,
      Protocol: 'lambda',
      Endpoint: 'arn:aws:lambda:us-east-1:000000000000:function:feedback',
    }),
  );
  const role = messaging.putRole('feedback', ['logs:*']);
  const application = await createApplication(messaging, platform, {
    EventDeliveryFailure: TopicArn,
    EventEndpointUpdated: TopicArn,
    SuccessFeedbackRoleArn: role,
    FailureFeedbackRoleArn: role,
    SuccessFeedbackSampleRate: '100',
    ...attributes,
  });
  return { application, endpoint: await createEndpoint(messaging, application, token) };
}

async function nextEvent(): Promise<Record<string, unknown>> {
  const { payload } = await messaging.invoked.next();
  const records = payload.Records as unknown as { Sns: { Message: string; Subject: string } }[];
  const [record] = records;
  return { Subject: record?.Sns.Subject, ...(JSON.parse(record?.Sns.Message ?? '{}') as object) };
}

describe('what the push service receives', () => {
  test('plain text becomes an alert for APNs, with its headers', async () => {
    const endpoint = await createEndpoint(messaging, await createApplication(messaging, 'APNS'), deviceToken);
    await messaging.sns.send(
      new SetEndpointAttributesCommand({ EndpointArn: endpoint, Attributes: { CustomUserData: 'ann' } }),
    );
    await publish(endpoint, {
      MessageAttributes: {
        'AWS.SNS.MOBILE.APNS.PUSH_TYPE': text('background'),
        'AWS.SNS.MOBILE.APNS.PRIORITY': text('5'),
        'AWS.SNS.MOBILE.APNS.COLLAPSE_ID': text('news'),
      },
    });
    expect(await messaging.pushes.next()).toEqual({
      kind: 'push',
      destination: deviceToken,
      platform: 'APNS',
      outcome: 'accept',
      user: 'ann',
      headers: { 'apns-push-type': 'background', 'apns-priority': '5', 'apns-collapse-id': 'news' },
      body: { aps: { alert: 'hello' } },
    });
  });

  test('an FCM v1 message goes as it is, with the token and the TTL attribute', async () => {
    const endpoint = await createEndpoint(messaging, await createApplication(messaging, 'GCM'), 'token-1');
    const message = { notification: { title: 'Hi' }, android: { priority: 'high' } };
    await publish(endpoint, {
      MessageStructure: 'json',
      Message: JSON.stringify({
        default: 'hello',
        GCM: JSON.stringify({ fcmV1Message: { validate_only: false, message } }),
      }),
      MessageAttributes: { 'AWS.SNS.MOBILE.FCM.TTL': text('60') },
    });
    expect((await messaging.pushes.next()).body).toEqual({
      validate_only: false,
      message: { ...message, android: { priority: 'high', ttl: '60s' }, token: 'token-1' },
    });
  });
});

describe('what Publish refuses', () => {
  const json = (value: unknown) => ({ MessageStructure: 'json', Message: JSON.stringify(value) });
  test.each<[string, 'APNS' | 'GCM', Partial<PublishCommandInput>, string]>([
    ['an empty message', 'GCM', { Message: '' }, 'Invalid parameter: Empty message'],
    ['a message over 256 KiB', 'GCM', { Message: 'x'.repeat(262_145) }, 'Invalid parameter: Message too long'],
    [
      'JSON without default',
      'GCM',
      json({ GCM: '{}' }),
      'Invalid parameter: Message Structure - No default entry in JSON message body',
    ],
    [
      'a body that is not JSON',
      'GCM',
      { MessageStructure: 'json', Message: '{' },
      'Invalid parameter: Message Structure - JSON message body failed to parse',
    ],
    [
      'a long APNs payload',
      'APNS',
      json({ default: 'd', APNS: JSON.stringify({ aps: { alert: 'x'.repeat(4096) } }) }),
      'Invalid parameter: Message Reason: Invalid notification for protocol APNS : Notification is too long',
    ],
    [
      'a long FCM payload',
      'GCM',
      json({ default: 'd', GCM: JSON.stringify({ data: { text: 'x'.repeat(4096) } }) }),
      'Invalid parameter: Message Reason: Invalid notification for protocol GCM : Notification data is larger than allowed limit',
    ],
  ])('%s', async (_, platform, input, message) => {
    const endpoint = await createEndpoint(messaging, await createApplication(messaging, platform), deviceToken);
    await expect(publish(endpoint, input)).rejects.toMatchObject({ name: 'InvalidParameterException', message });
  });

  test('an endpoint that is unknown, disabled, or of a disabled application', async () => {
    const application = await createApplication(messaging, 'GCM');
    const endpoint = await createEndpoint(messaging, application, 'token-1');
    await expect(publish(`${endpoint.slice(0, -1)}x`)).rejects.toMatchObject({
      message: 'Invalid parameter: TargetArn Reason: No endpoint found for the target arn specified',
    });
    await messaging.sns.send(
      new SetEndpointAttributesCommand({ EndpointArn: endpoint, Attributes: { Enabled: 'false' } }),
    );
    await expect(publish(endpoint)).rejects.toMatchObject({
      name: 'EndpointDisabledException',
      message: 'Endpoint is disabled',
    });
    await fetch(`${messaging.platform.baseUrl()}/_local/sns/faults`, {
      method: 'PUT',
      body: JSON.stringify({ disabledPlatforms: ['GCM'] }),
    });
    await expect(publish(endpoint)).rejects.toMatchObject({ name: 'PlatformApplicationDisabledException' });
  });
});

describe('how a push ends', () => {
  test('accepted: a success entry in the application’s log group', async () => {
    const { endpoint } = await watched('GCM', 'token-1');
    const messageId = await publish(endpoint);
    const { group, message } = await messaging.logged.next();
    expect(group).toBe('sns/us-east-1/000000000000/app/GCM/phone');
    expect(message).toEqual({
      notification: { messageId, timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}$/) },
      delivery: {
        deliveryId: expect.any(String),
        destination: endpoint,
        providerResponse: `{"name":"projects/local/messages/${messageId}"}`,
        dwellTimeMs: expect.any(Number),
        attempts: 1,
        token: 'token-1',
        statusCode: 200,
      },
      status: 'SUCCESS',
    });
  });

  test('as the fault of its whole platform says, and in silence not at all until the fault is over', async () => {
    const { endpoint } = await watched('GCM', 'token-1');
    const fault = (answers: object) =>
      fetch(`${messaging.platform.baseUrl()}/_local/sns/faults`, { method: 'PUT', body: JSON.stringify({ answers }) });
    await fault({ GCM: 'invalid-credentials' });
    await publish(endpoint);
    expect((await messaging.logged.next()).message).toMatchObject({ status: 'FAILURE', delivery: { statusCode: 401 } });
    await fault({ GCM: 'silence', APNS: 'accept' });
    const messageId = await publish(endpoint);
    await fault({});
    expect((await messaging.logged.next()).message).toMatchObject({ status: 'SUCCESS', notification: { messageId } });
    expect((await fault({ GCM: 'silent' })).status).toBe(400);
    expect((await fault({ ADM: 'accept' })).status).toBe(400);
  });

  test('unregistered: a failure entry, the event, and a disabled endpoint', async () => {
    const { endpoint, application } = await watched('GCM', 'dead');
    await messaging.script('dead', { outcome: 'unregistered' });
    const messageId = await publish(endpoint);
    const { group, message } = await messaging.logged.next();
    expect(group).toBe('sns/us-east-1/000000000000/app/GCM/phone/Failure');
    expect(message).toMatchObject({ status: 'FAILURE', delivery: { statusCode: 404, token: 'dead' } });
    expect(await nextEvent()).toEqual({
      Subject: 'DeliveryFailure event for app phone (GCM)',
      DeliveryAttempts: 1,
      EndpointArn: endpoint,
      EventType: 'DeliveryFailure',
      FailureMessage: 'Platform token associated with the endpoint is not valid',
      FailureType: 'InvalidPlatformToken',
      MessageId: messageId,
      Resource: application,
      Service: 'SNS',
      Time: expect.any(String),
    });
    expect(await nextEvent()).toMatchObject({ EventType: 'EndpointUpdated', EndpointArn: endpoint });
    const { Attributes } = await messaging.sns.send(new GetEndpointAttributesCommand({ EndpointArn: endpoint }));
    expect(Attributes?.Enabled).toBe('false');
  });

  test.each([
    ['GCM', 'invalid-payload', 'InvalidNotification'],
    ['APNS', 'invalid-payload', 'InvalidNotification'],
    ['GCM', 'invalid-credentials', 'InvalidCredentials'],
    ['APNS', 'invalid-credentials', 'InvalidCredentials'],
    ['GCM', 'sender-id-mismatch', 'InvalidPlatformToken'],
    ['GCM', 'invalid-token', 'InvalidNotification'],
    ['GCM', 'invalid-token-field', 'InvalidNotification'],
    ['APNS', 'invalid-payload-field', 'InvalidNotification'],
    ['GCM', 'permission-denied', 'InvalidCredentials'],
  ] as const)('%s %s: %s, and the endpoint stays enabled', async (platform, outcome, FailureType) => {
    const { endpoint } = await watched(platform, deviceToken);
    await messaging.script(deviceToken.toUpperCase(), { outcome });
    await publish(endpoint);
    expect(await nextEvent()).toMatchObject({ FailureType, DeliveryAttempts: 1 });
    await expectOneFailure(endpoint, outcome);
  });

  test.each([
    ['GCM', 'throttle', 'Throttled'],
    ['GCM', 'unavailable', 'DependencyUnavailable'],
    ['APNS', 'timeout', 'DependencyUnavailable'],
    ['GCM', 'internal', 'UnexpectedFailure'],
  ] as const)('%s %s: %s after 51 attempts, and the endpoint stays enabled', async (platform, outcome, FailureType) => {
    await messaging[Symbol.asyncDispose]();
    const clock = new ManualClock(Date.now());
    messaging = await startMessaging({ clock });
    const { endpoint } = await watched(platform, deviceToken);
    await messaging.script(deviceToken.toUpperCase(), { outcome });
    await publish(endpoint);
    expect(await clock.advanceUntil(nextEvent())).toMatchObject({ FailureType, DeliveryAttempts: 51 });
    await expectOneFailure(endpoint, outcome);
  });

  async function expectOneFailure(endpoint: string, outcome: string): Promise<void> {
    expect(await messaging.pushes.next()).toMatchObject({ outcome });
    expect(messaging.pushes.pending).toEqual([]);
    const { Attributes } = await messaging.sns.send(new GetEndpointAttributesCommand({ EndpointArn: endpoint }));
    expect(Attributes?.Enabled).toBe('true');
  }

  test.each([
    ['GCM', 'unregistered', 404],
    ['APNS', 'expired-token', 410],
    ['APNS', 'invalid-token', 400],
  ] as const)('%s %s: the endpoint is disabled', async (platform, outcome, statusCode) => {
    const { endpoint } = await watched(platform, deviceToken);
    await messaging.script(deviceToken.toUpperCase(), { outcome });
    await publish(endpoint);
    expect(await nextEvent()).toMatchObject({ FailureType: 'InvalidPlatformToken' });
    expect(await nextEvent()).toMatchObject({ EventType: 'EndpointUpdated', EndpointArn: endpoint });
    expect((await messaging.logged.next()).message).toMatchObject({ delivery: { statusCode } });
  });

  test.each([
    ['invalid-token', /The registration token is not a valid FCM registration token/],
    ['invalid-token-field', /"field":"message\.token"/],
    ['invalid-payload-field', /"field":"message\.data"/],
  ] as const)('GCM %s: the log has FCM’s answer whole', async (outcome, said) => {
    const { endpoint } = await watched('GCM', 'token-1');
    await messaging.script('token-1', { outcome });
    await publish(endpoint);
    const { delivery } = (await messaging.logged.next()).message as { delivery: { providerResponse: string } };
    expect(delivery).toMatchObject({ statusCode: 400, providerResponse: expect.stringMatching(said) });
    expect(JSON.parse(delivery.providerResponse)).toMatchObject({ error: { status: 'INVALID_ARGUMENT' } });
  });

  test('a push service that recovers accepts at the third attempt', async () => {
    const { endpoint } = await watched('GCM', 'token-1');
    await messaging.script('token-1', { outcome: 'unavailable', times: 2 });
    await publish(endpoint);
    expect((await messaging.logged.next()).message).toMatchObject({ status: 'SUCCESS', delivery: { attempts: 3 } });
    expect((await messaging.pushes.take(2)).map(({ outcome }) => outcome)).toEqual(['unavailable', 'accept']);
  });

  test('a TTL of 0 is one attempt, and lapses at the second', async () => {
    const { endpoint } = await watched('GCM', 'token-1');
    await messaging.script('token-1', { outcome: 'unavailable' });
    await publish(endpoint, { MessageAttributes: { 'AWS.SNS.MOBILE.FCM.TTL': text('0') } });
    expect(await nextEvent()).toMatchObject({ FailureType: 'NotificationTTLExpired', DeliveryAttempts: 1 });
  });

  test('the success sample rate is honoured, failures are always logged', async () => {
    const { application } = await watched('GCM', 'first', { SuccessFeedbackSampleRate: '20' });
    for (let index = 0; index < 50; index += 1) {
      await publish(await createEndpoint(messaging, application, `token-${index}`));
    }
    await messaging.pushes.take(50);
    await messaging.script('dead', { outcome: 'unregistered' });
    await publish(await createEndpoint(messaging, application, 'dead'));
    const entries: string[] = [];
    while (entries.at(-1) !== 'FAILURE') entries.push(String((await messaging.logged.next()).message.status));
    expect(entries.filter((status) => status === 'SUCCESS')).toHaveLength(10);
  });

  test('what ends together is logged together', async () => {
    const { application } = await watched('GCM', 'first');
    const endpoints = await Promise.all(
      Array.from({ length: 30 }, (_, index) => createEndpoint(messaging, application, `token-${index}`)),
    );
    await Promise.all(endpoints.map((endpoint) => publish(endpoint)));
    const entries = await messaging.logged.take(30);
    expect(entries.at(-1)?.calls).toBeLessThan(15);
    expect(new Set(entries.map(({ message }) => JSON.stringify(message.notification))).size).toBe(30);
  });

  test('a feedback role without a grant loses the log, not the push', async () => {
    const role = messaging.putRole('powerless', []);
    const { endpoint } = await watched('GCM', 'token-1', { SuccessFeedbackRoleArn: role });
    await publish(endpoint);
    await messaging.pushes.next();
    expect(messaging.logged.pending).toEqual([]);
  });
});

test('a push that was accepted before a crash is sent after the restart', async () => {
  await messaging[Symbol.asyncDispose]();
  messaging = await startMessaging({ paused: true });
  const endpoint = await createEndpoint(messaging, await createApplication(messaging, 'GCM'), 'token-1');
  await messaging.script('token-1', { outcome: 'unavailable', times: 1 });
  await publish(endpoint);
  await messaging.stop();
  const { directory } = messaging;
  messaging = await startMessaging({ directory });
  expect((await messaging.pushes.take(2)).map(({ outcome }) => outcome)).toEqual(['unavailable', 'accept']);
});

describe('the script of a token', () => {
  test('is read, counted down and reset', async () => {
    const endpoint = await createEndpoint(messaging, await createApplication(messaging, 'GCM'), 'a/b c');
    const url = `${messaging.platform.baseUrl()}/_local/push/tokens/${encodeURIComponent('a/b c')}`;
    expect(await (await messaging.script('a/b c', { outcome: 'internal', times: 60 })).json()).toEqual({
      token: 'a/b c',
      outcome: 'internal',
      times: 60,
    });
    await publish(endpoint);
    await messaging.pushes.next();
    expect((await (await fetch(url)).json()) as object).not.toMatchObject({ times: 60 });
    await fetch(url, { method: 'DELETE' });
    expect(await (await fetch(url)).json()).toEqual({ token: 'a/b c', outcome: 'accept' });
  });

  test.each([{ outcome: 'explode' }, {}, { outcome: 'accept', times: 0 }, [], 'text'])('refuses %j', async (body) => {
    const response = await messaging.script('t', body as object as Record<string, never>);
    expect(response.status).toBe(400);
    expect(JSON.stringify(await response.json())).toMatch(/outcome must be one of accept, unregistered|times must be/);
  });
});
