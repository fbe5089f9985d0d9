import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { meansDeadToken } from '../../functions/rules/delivery/deliveryStatus.ts';
import { tokenHash } from '../../functions/rules/devices/tokenHash.ts';
import { parseDeliveryFailure } from '../../functions/rules/feedback/parseDeliveryFailure.ts';
import { parseDeliveryStatus } from '../../functions/rules/feedback/parseDeliveryStatus.ts';

const id = 'c9a7d0c4-0e0c-5a52-8d9e-8f0c5b6f3f11';

/** As the Amazon SNS Developer Guide shows it. */
function statusLog(delivery: object, status = 'FAILURE', notification: object = {}): string {
  return JSON.stringify({
    notification: { messageId: id, timestamp: '2026-01-02 03:04:05.678', ...notification },
    delivery: {
      deliveryId: '9c7ea1e0-5a4b-5f6e-9e1e-c1a6f0b8f2aa',
      destination: 'arn:aws:sns:us-east-1:111122223333:endpoint/GCM/app/5e3e9847-3183-3f18-a7e8-671c3a57d4b3',
      dwellTimeMs: 172,
      token: 'secret-token',
      ...delivery,
    },
    status,
  });
}

const fcm = (statusCode: number, status: string, errorCode?: string, message = 'x', fields: string[] = []) => ({
  statusCode,
  providerResponse: JSON.stringify({
    error: {
      code: statusCode,
      message,
      status,
      ...(errorCode
        ? {
            details: [
              { '@type': 'type.googleapis.com/google.firebase.fcm.v1.FcmError', errorCode },
              ...(fields.length > 0
                ? [
                    {
                      '@type': 'type.googleapis.com/google.rpc.BadRequest',
                      fieldViolations: fields.map((field) => ({ field, description: 'Invalid registration token' })),
                    },
                  ]
                : []),
            ],
          }
        : {}),
    },
  }),
});
const unreadable = 'The registration token is not a valid FCM registration token';
const apns = (statusCode: number, reason: string) => ({ statusCode, providerResponse: JSON.stringify({ reason }) });

describe('a delivery-status log entry', () => {
  it('says that the push service took it', () => {
    const entry = statusLog({ statusCode: 200, providerResponse: '{"name":"projects/x/messages/1"}' }, 'SUCCESS');
    expect(parseDeliveryStatus(entry)).toEqual({
      kind: 'verdict',
      source: 'log',
      snsMessageId: id,
      pushId: '9c7ea1e0-5a4b-5f6e-9e1e-c1a6f0b8f2aa',
      platform: 'FCM',
      publishedAt: '2026-01-02T03:04:05.678Z',
      ofTopic: false,
      verdict: { status: 'PROVIDER_ACCEPTED' },
    });
  });

  test.each([
    [fcm(404, 'NOT_FOUND', 'UNREGISTERED'), 'FAILED', 'INVALID_TOKEN'],
    [fcm(403, 'PERMISSION_DENIED', 'SENDER_ID_MISMATCH'), 'FAILED', 'TOKEN_MISMATCH'],
    [fcm(400, 'INVALID_ARGUMENT', 'INVALID_ARGUMENT'), 'FAILED', 'INVALID_PAYLOAD'],
    [fcm(400, 'INVALID_ARGUMENT'), 'FAILED', 'INVALID_PAYLOAD'],
    // One code for two things: the words and the fields tell which.
    [fcm(400, 'INVALID_ARGUMENT', 'INVALID_ARGUMENT', unreadable), 'FAILED', 'INVALID_TOKEN'],
    [fcm(400, 'INVALID_ARGUMENT', undefined, `${unreadable}.`), 'FAILED', 'INVALID_TOKEN'],
    [fcm(400, 'INVALID_ARGUMENT', 'INVALID_ARGUMENT', 'x', ['message.token']), 'FAILED', 'INVALID_TOKEN'],
    [fcm(400, 'INVALID_ARGUMENT', 'INVALID_ARGUMENT', unreadable, ['message.data']), 'FAILED', 'INVALID_PAYLOAD'],
    [
      fcm(400, 'INVALID_ARGUMENT', 'INVALID_ARGUMENT', 'x', ['message.token', 'message.data']),
      'FAILED',
      'INVALID_PAYLOAD',
    ],
    [fcm(400, 'INVALID_ARGUMENT', 'INVALID_ARGUMENT', `“${unreadable}” at data`), 'FAILED', 'INVALID_PAYLOAD'],
    [fcm(401, 'UNAUTHENTICATED', 'THIRD_PARTY_AUTH_ERROR', unreadable), 'FAILED', 'CREDENTIALS_INVALID'],
    [fcm(403, 'PERMISSION_DENIED'), 'FAILED', 'CREDENTIALS_INVALID'],
    [fcm(401, 'UNAUTHENTICATED', 'THIRD_PARTY_AUTH_ERROR'), 'FAILED', 'CREDENTIALS_INVALID'],
    [fcm(429, 'RESOURCE_EXHAUSTED', 'QUOTA_EXCEEDED'), 'FAILED', 'THROTTLED'],
    [fcm(503, 'UNAVAILABLE', 'UNAVAILABLE'), 'FAILED', 'PROVIDER_UNAVAILABLE'],
    [fcm(500, 'INTERNAL', 'INTERNAL'), 'FAILED', 'INTERNAL'],
    // A project that does not exist is not a token that does not.
    [fcm(404, 'NOT_FOUND'), 'FAILED', 'INTERNAL'],
    [apns(400, 'BadDeviceToken'), 'FAILED', 'INVALID_TOKEN'],
    [apns(410, 'Unregistered'), 'FAILED', 'INVALID_TOKEN'],
    [apns(410, 'ExpiredToken'), 'FAILED', 'INVALID_TOKEN'],
    [apns(400, 'DeviceTokenNotForTopic'), 'FAILED', 'TOKEN_MISMATCH'],
    // The bundle id of the credentials, since a message names no topic.
    [apns(400, 'BadTopic'), 'FAILED', 'CREDENTIALS_INVALID'],
    [apns(400, 'MissingTopic'), 'FAILED', 'CREDENTIALS_INVALID'],
    [apns(400, 'TopicDisallowed'), 'FAILED', 'CREDENTIALS_INVALID'],
    [apns(400, 'MissingDeviceToken'), 'FAILED', 'INTERNAL'],
    [{ statusCode: 429, providerResponse: 'Throttled by the push service' }, 'FAILED', 'THROTTLED'],
    [apns(413, 'PayloadTooLarge'), 'FAILED', 'PAYLOAD_TOO_LARGE'],
    [apns(400, 'PayloadEmpty'), 'FAILED', 'INVALID_PAYLOAD'],
    [apns(403, 'InvalidProviderToken'), 'FAILED', 'CREDENTIALS_INVALID'],
    [apns(429, 'TooManyRequests'), 'FAILED', 'THROTTLED'],
    [apns(503, 'Shutdown'), 'FAILED', 'PROVIDER_UNAVAILABLE'],
    [apns(403, 'SomethingNew'), 'FAILED', 'CREDENTIALS_INVALID'],
    [apns(400, 'toString'), 'FAILED', 'INVALID_PAYLOAD'],
    [{ providerResponse: '' }, 'FAILED', 'PROVIDER_UNAVAILABLE'],
    [{ providerResponse: 'Notification time to live has expired' }, 'EXPIRED', 'TTL_EXPIRED'],
    [{ providerResponse: 'Endpoint is disabled' }, 'FAILED', 'ENDPOINT_DISABLED'],
    [{ statusCode: 410, providerResponse: 'Gone' }, 'FAILED', 'INTERNAL'],
  ])('%j ends it %s, %s', (delivery, status, reason) => {
    expect(parseDeliveryStatus(statusLog(delivery))).toMatchObject({ verdict: { status, reason } });
  });

  describe('about a topic', () => {
    const topic = { topicArn: 'arn:aws:sns:us-east-1:111122223333:news' };
    const app = (platform: string) => `arn:aws:sns:us-east-1:111122223333:endpoint/${platform}/app/1`;
    const dead = fcm(404, 'NOT_FOUND', 'UNREGISTERED');

    test.each([
      ['GCM', 'FCM', 'Token', 'Token'],
      ['APNS', 'APNS', 'ABCDEF', 'abcdef'],
      ['APNS_SANDBOX', 'APNS_SANDBOX', 'abcdef', 'abcdef'],
    ])('names the dead address of %s', (snsPlatform, platform, token, hashed) => {
      const destination = app(snsPlatform);
      expect(parseDeliveryStatus(statusLog({ ...dead, destination, token }, 'FAILURE', topic))).toMatchObject({
        ofTopic: true,
        platform,
        verdict: { status: 'FAILED', reason: 'INVALID_TOKEN' },
        failed: {
          endpointArn: destination,
          platform,
          tokenHash: tokenHash(hashed),
          publishedAt: '2026-01-02T03:04:05.678Z',
        },
      });
    });

    it('says no time where it has none', () => {
      for (const timestamp of ['yesterday', undefined, 7]) {
        const entry = parseDeliveryStatus(statusLog(dead, 'FAILURE', { ...topic, timestamp }));
        expect(entry).toMatchObject({ publishedAt: null, failed: { publishedAt: null } });
      }
    });

    test.each([
      [{ ...dead, token: '' }, 'FAILURE'],
      [{ ...dead, token: undefined }, 'FAILURE'],
      [{ ...dead, destination: app('ADM') }, 'FAILURE'],
      [{ ...dead, destination: 'arn:aws:sqs:us-east-1:111122223333:queue' }, 'FAILURE'],
      [fcm(403, 'PERMISSION_DENIED', 'SENDER_ID_MISMATCH'), 'FAILURE'],
      [fcm(429, 'RESOURCE_EXHAUSTED', 'QUOTA_EXCEEDED'), 'FAILURE'],
      [{ providerResponse: 'Notification time to live has expired' }, 'FAILURE'],
      [{ statusCode: 200, providerResponse: '{}' }, 'SUCCESS'],
    ])('names no address where it does not tell of a dead one: %j %s', (delivery, status) => {
      const entry = parseDeliveryStatus(statusLog(delivery, status, topic));
      expect(entry).toMatchObject({ kind: 'verdict', ofTopic: true });
      expect(entry).not.toHaveProperty('failed');
    });

    it('tells the pushes of one publication apart, without an id of the push too', () => {
      const ids = ['a', 'b'].map((token) =>
        parseDeliveryStatus(statusLog({ deliveryId: undefined, token }, 'SUCCESS', topic)),
      );
      expect(ids[0]).not.toEqual(ids[1]);
      expect(JSON.stringify(ids)).not.toContain('"token"');
    });
  });

  it('is malformed rather than an error, whatever it holds, and never names its token', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(parseDeliveryStatus(text)).toEqual({ kind: 'malformed' });
      }),
    );
    expect(JSON.stringify(parseDeliveryStatus(statusLog(apns(410, 'Unregistered'))))).not.toContain('secret-token');
  });

  it('disables nothing unless the push service named the token as dead', () => {
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 599 }), fc.json(), (statusCode, providerResponse) => {
        const entry = parseDeliveryStatus(statusLog({ statusCode, providerResponse }));
        const reason = entry.kind === 'verdict' && 'reason' in entry.verdict ? entry.verdict.reason : null;
        expect(reason !== null && meansDeadToken(reason)).toBe(false);
        expect(entry).not.toHaveProperty('failed');
        const ofTopic = parseDeliveryStatus(
          statusLog({ statusCode, providerResponse }, 'FAILURE', { topicArn: 'arn' }),
        );
        expect(ofTopic).not.toHaveProperty('failed');
      }),
    );
  });
});

describe('a failure event', () => {
  const event = (members: object) =>
    JSON.stringify({
      DeliveryAttempts: 1,
      EndpointArn: 'arn:aws:sns:us-east-1:111122223333:endpoint/GCM/app/1',
      EventType: 'DeliveryFailure',
      FailureMessage: 'words',
      MessageId: id,
      Resource: 'arn:aws:sns:us-east-1:111122223333:app/GCM/app',
      Service: 'SNS',
      Time: '2026-01-02T03:04:05.678Z',
      ...members,
    });

  test.each([
    ['EndpointDisabled', 'FAILED', 'ENDPOINT_DISABLED'],
    ['NotificationTTLExpired', 'EXPIRED', 'TTL_EXPIRED'],
    ['InvalidCredentials', 'FAILED', 'CREDENTIALS_INVALID'],
    ['Throttled', 'FAILED', 'THROTTLED'],
    ['DependencyUnavailable', 'FAILED', 'PROVIDER_UNAVAILABLE'],
    ['UnexpectedFailure', 'FAILED', 'INTERNAL'],
    ['DeliveryFailedPerm', 'FAILED', 'INTERNAL'],
    ['SomethingNew', 'FAILED', 'INTERNAL'],
    ['constructor', 'FAILED', 'INTERNAL'],
  ])('%s ends it %s, %s', (FailureType, status, reason) => {
    expect(parseDeliveryFailure(event({ FailureType }))).toEqual({
      kind: 'verdict',
      source: 'event',
      snsMessageId: id,
      verdict: { status, reason },
    });
  });

  it('InvalidNotification of APNs is about the message', () => {
    const EndpointArn = 'arn:aws:sns:us-east-1:111122223333:endpoint/APNS/app/1';
    expect(parseDeliveryFailure(event({ FailureType: 'InvalidNotification', EndpointArn }))).toMatchObject({
      verdict: { status: 'FAILED', reason: 'INVALID_PAYLOAD' },
    });
  });

  it('InvalidNotification of FCM may mean two things, which the log tells apart', () => {
    expect(parseDeliveryFailure(event({ FailureType: 'InvalidNotification' }))).toEqual({ kind: 'unrelated' });
  });

  it('InvalidPlatformToken may mean two things', () => {
    expect(parseDeliveryFailure(event({ FailureType: 'InvalidPlatformToken' }))).toMatchObject({
      kind: 'doubtful token',
    });
  });

  it('of another kind is unrelated, and anything else malformed', () => {
    expect(parseDeliveryFailure(event({ EventType: 'EndpointUpdated' }))).toEqual({ kind: 'unrelated' });
    expect(parseDeliveryFailure(event({ MessageId: 7, FailureType: 'Throttled' }))).toEqual({ kind: 'malformed' });
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(parseDeliveryFailure(text)).toEqual({ kind: 'malformed' });
      }),
    );
  });
});
