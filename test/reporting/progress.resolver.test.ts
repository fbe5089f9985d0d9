import type { JsonObject } from 'local-cloud';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { counterKey } from '../../functions/rules/keys.ts';
import { errorOf, Resolvers, resultOf } from '../support/runResolver.ts';

let resolvers: Resolvers;
beforeAll(async () => {
  resolvers = await Resolvers.bundle();
});
afterAll(() => resolvers[Symbol.dispose]());

const source = { id: 'message' };
const progressOf = (counter: JsonObject | null) =>
  resultOf(resolvers.run('Message.progress', 'response', { source, result: counter }));

it('is read from the message’s counter, consistently', () => {
  const { pk, sk } = counterKey('message');
  expect(resultOf(resolvers.run('Message.progress', 'request', { source }))).toEqual({
    operation: 'GetItem',
    key: { pk: { S: pk }, sk: { S: sk } },
    consistentRead: true,
  });
});

it('has push services’ answers to a topic’s message by platform, and what became of it at subscribers', () => {
  const counter = {
    countedUpTo: '7',
    APNS_PROVIDER_ACCEPTED: 3,
    APNS_EXPIRED: 1,
    FCM_FAILED: 2,
    SUBSCRIBERS_DELIVERED: 4,
    SUBSCRIBERS_FAILED: 5,
  };
  expect(progressOf(counter)).toMatchObject({
    total: 0,
    platforms: [
      { platform: 'APNS', providerAccepted: 3, failed: 0, expired: 1 },
      { platform: 'FCM', providerAccepted: 0, failed: 2, expired: 0 },
    ],
    subscribers: { delivered: 4, failed: 5 },
    countedUpTo: '7',
  });
});

it('has subscribers as soon as one of them failed or took it', () => {
  expect(progressOf({ SUBSCRIBERS_FAILED: 1 })).toMatchObject({ subscribers: { delivered: 0, failed: 1 } });
  expect(progressOf({ SUBSCRIBERS_DELIVERED: 1 })).toMatchObject({ subscribers: { delivered: 1, failed: 0 } });
});

it.each([null, { QUEUED: 1, SENT: 2 }])('has neither for a message to users (%j)', (counter) => {
  const total = counter === null ? 0 : 3;
  expect(progressOf(counter)).toMatchObject({ total, platforms: [], subscribers: null });
});

it('is unavailable, not zero, where the counter cannot be read', () => {
  const outcome = resolvers.run('Message.progress', 'response', { source, error: { message: 'm', type: 'DynamoDB' } });
  expect(errorOf(outcome)).toMatchObject({ errorType: 'Unavailable' });
});

it('is passed on with both by a live report', () => {
  const progress = {
    platforms: [{ platform: 'FCM', providerAccepted: 1, failed: 0, expired: 0 }],
    subscribers: { delivered: 1, failed: 0 },
  };
  const input = { messageId: 'message', progress };
  const { payload } = resultOf(resolvers.run('Mutation.reportDeliveries', 'request', { arguments: { input } }));
  expect(resultOf(resolvers.run('Mutation.reportDeliveries', 'response', { result: payload }))).toEqual(input);
});
