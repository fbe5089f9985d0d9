import type { JsonObject } from 'local-cloud';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { allStatuses, statesBefore } from '../../functions/rules/delivery/deliveryStatus.ts';
import { errorOf, publisher, Resolvers, resultOf } from '../support/runResolver.ts';

let resolvers: Resolvers;
beforeAll(async () => {
  resolvers = await Resolvers.bundle();
});
afterAll(() => resolvers[Symbol.dispose]());

const messageId = '01KDVV3R00ABCDEFGHJKMNPQRS';
const service = { userArn: 'arn:aws:sts::111122223333:assumed-role/service/session' };
const idToken: JsonObject = { ...publisher, claims: { ...(publisher.claims as JsonObject), token_use: 'id' } };

function delivery(members: JsonObject = {}): JsonObject {
  return {
    sk: 'DELIVERY#phone',
    ...{ id: `${messageId}.phone`, messageId, deviceId: 'phone', userId: 'paula', platform: 'FCM', status: 'SENT' },
    ...{ attempts: 1, version: 2, createdAt: '2025-12-31T00:00:00.000Z', updatedAt: '2025-12-31T00:00:00.000Z' },
    transitions: [{ status: 'QUEUED', at: '2025-12-31T00:00:00.000Z' }],
    inboxSort: `${messageId}#phone`,
    ...members,
  };
}

describe('Mutation.acknowledgeDelivery', () => {
  const acknowledge = (status: string, identity: JsonObject = publisher, deliveryId = `${messageId}.phone`) =>
    resolvers.run('Mutation.acknowledgeDelivery', 'request', {
      arguments: { input: { deliveryId, status } },
      identity,
    });
  const answer = (result: JsonObject | null, error: { type: string; message: string } | null) =>
    resolvers.run('Mutation.acknowledgeDelivery', 'response', {
      arguments: { input: { deliveryId: `${messageId}.phone`, status: 'RECEIVED' } },
      result,
      ...(error === null ? {} : { error }),
    });
  const failed = { type: 'DynamoDB:ConditionalCheckFailedException', message: 'The conditional request failed' };

  test.each(['RECEIVED', 'OPENED'] as const)(
    'moves to %s from what comes before it alone, for its user alone',
    (status) => {
      const { key, condition } = resultOf(acknowledge(status)) as {
        key: JsonObject;
        condition: { expression: string; expressionValues: Record<string, { S: string }> };
      };
      expect(key).toEqual({ pk: { S: `MESSAGE#${messageId}` }, sk: { S: 'DELIVERY#phone' } });
      const { ':userId': userId, ...states } = condition.expressionValues;
      expect(userId).toEqual({ S: 'paula' });
      expect(Object.values(states).map(({ S }) => S)).toEqual(statesBefore(status));
      expect(condition.expression).toMatch(/^userId = :userId AND #status IN \(:status0, .*\)$/);
      expect(allStatuses.length).toBeGreaterThan(Object.keys(states).length);
    },
  );

  it('does not find what is no delivery’s id', () => {
    for (const id of ['phone', messageId, `${messageId}.`]) {
      expect(errorOf(acknowledge('OPENED', publisher, id)).errorType).toBe('NotFound');
    }
  });

  it('is for users, by their access token', () => {
    expect(errorOf(acknowledge('OPENED', service)).errorType).toBe('Unauthorized');
    expect(errorOf(acknowledge('OPENED', idToken)).errorType).toBe('AccessTokenRequired');
  });

  it('answers a delivery that is further along as it stands, and does not tell others’ from none', () => {
    expect(resultOf(answer(delivery({ status: 'OPENED' }), failed))).toMatchObject({ delivery: { status: 'OPENED' } });
    expect(errorOf(answer(delivery({ userId: 'somebody' }), failed))).toEqual(errorOf(answer(null, failed)));
    expect(errorOf(answer(null, failed)).errorType).toBe('NotFound');
  });

  it('is Unavailable where the table is', () => {
    const error = { type: 'DynamoDB:InternalServerError', message: 'table arn:aws:dynamodb:secret' };
    expect(errorOf(answer(null, error))).toMatchObject({ errorType: 'Unavailable' });
    expect(JSON.stringify(errorOf(answer(null, error)))).not.toContain('secret');
  });
});

describe('Query.inbox', () => {
  it('reads the caller’s newest deliveries', () => {
    expect(resultOf(resolvers.run('steps/listInbox', 'request', { arguments: { first: 5 } }))).toMatchObject({
      index: 'byUser',
      query: { expression: 'userId = :userId', expressionValues: { ':userId': { S: 'paula' } } },
      scanIndexForward: false,
      limit: 6,
    });
  });

  it('reads each message of the page once, and shows each delivery in its device’s language', () => {
    const node = (deviceId: string, locale: string | null) => ({
      cursor: deviceId,
      node: delivery({ deviceId, locale }),
    });
    const edges = [node('phone', 'de-AT'), node('tablet', null)];
    const stash = {
      opened: {},
      page: { edges, nodes: edges.map((edge) => edge.node), pageInfo: { hasNextPage: false, endCursor: null } },
    };
    const asked = resultOf(resolvers.run('steps/readInboxMessages', 'request', { stash }));
    expect(asked.tables).toEqual({
      messages: { keys: [{ pk: { S: `MESSAGE#${messageId}` }, sk: { S: 'MESSAGE' } }] },
    });
    const message = { id: messageId, content: { title: 'Hello', localizations: [{ locale: 'de', title: 'Hallo' }] } };
    const respond = (result: JsonObject) => resolvers.run('steps/readInboxMessages', 'response', { stash, result });
    const outcome = respond({ data: { messages: [message] }, unprocessedKeys: { messages: [] } });
    resultOf(outcome);
    expect(outcome.stash.inbox).toMatchObject({ nodes: [{ title: 'Hallo' }, { title: 'Hello' }] });
    const unprocessed = { data: { messages: [] }, unprocessedKeys: { messages: [{ pk: 'x' }] } };
    expect(errorOf(respond(unprocessed)).errorType).toBe('Unavailable');
  });
});

describe('subscriptions', () => {
  /** The field's answer, after its step has looked for the message. */
  const run = (name: string, context: Parameters<Resolvers['run']>[2]) => {
    const { stash } = resolvers.run('steps/ownsMessage', 'response', context);
    return resolvers.run(name, 'response', { ...context, stash });
  };
  const filterOf = (name: string, context: Parameters<Resolvers['run']>[2]) => {
    const outcome = run(name, context);
    resultOf(outcome);
    return outcome.subscriptionFilter;
  };

  it('onMyDeliveries carries reports of the token’s user alone', () => {
    const filter = filterOf('Subscription.onMyDeliveries', {});
    expect(filter).toEqual({ filterGroup: [{ filters: [{ fieldName: 'userId', operator: 'eq', value: 'paula' }] }] });
    expect(errorOf(resolvers.run('Subscription.onMyDeliveries', 'response', { identity: service })).errorType).toBe(
      'Unauthorized',
    );
  });

  it('onDeliveryReport carries reports of one message for those who follow it, and only to them', () => {
    const follow = (identity: JsonObject, result: JsonObject | null) => ({
      arguments: { messageId },
      identity,
      result,
    });
    const own = { id: messageId, publisherId: 'paula' };
    const filter = filterOf('Subscription.onDeliveryReport', follow(publisher, own));
    const filters = [
      { fieldName: 'messageId', operator: 'eq', value: messageId },
      { fieldName: 'forPublisher', operator: 'eq', value: true },
    ];
    expect(filter).toEqual({ filterGroup: [{ filters }] });
    const admin = { ...publisher, sub: 'ada', groups: ['admins'] };
    expect(filterOf('Subscription.onDeliveryReport', follow(admin, own))).toEqual(filter);
    for (const [identity, result] of [
      [{ ...publisher, sub: 'peter' }, own],
      [service, own],
      [publisher, null],
    ] as const) {
      const outcome = run('Subscription.onDeliveryReport', follow(identity, result));
      expect(errorOf(outcome).errorType).toBe('NotFound');
    }
  });
});
