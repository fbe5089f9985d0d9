import type { JsonObject } from 'local-cloud';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { allFields } from '../../resolvers/pipelines.ts';
import { errorOf, Resolvers, resultOf } from '../support/runResolver.ts';

let resolvers: Resolvers;
beforeAll(async () => {
  resolvers = await Resolvers.bundle();
});
afterAll(() => resolvers[Symbol.dispose]());

const topicId = '01KDVV3R00ABCDEFGHJKMNPQRS';
const otherTopicId = '01KDVV3R00ABCDEFGHJKMNPQRT';
const message = { idempotencyKey: 'key', audience: { userIds: ['ann'] }, content: { title: 'Hi' } };
const queue = { sqs: { queueArn: 'arn:aws:sqs:eu-central-1:111122223333:queue' } };
const rule = { requirement: 'STEP_UP_REQUIRED' };

/** A call of each field that spends a grant, and of each form of its transaction. */
const calls: readonly (readonly [string, JsonObject])[] = [
  ['Mutation.registerDevice', { deviceId: 'phone', address: { fcm: { token: 'token' } } }],
  ['Mutation.unregisterDevice', { deviceId: 'phone' }],
  ['Mutation.createTopic', { idempotencyKey: 'key', name: 'News' }],
  ['Mutation.updateTopic', { topicId, access: 'APPROVAL' }],
  ['Mutation.deleteTopic', { topicId }],
  ['Mutation.addTopicSubscriber', { idempotencyKey: 'key', topicId, endpoint: queue }],
  ['Mutation.updateTopicSubscriber', { topicId, endpoint: queue, rawDelivery: true }],
  ['Mutation.removeTopicSubscriber', { topicId, endpoint: queue }],
  ['Mutation.redeliverToSubscriber', { idempotencyKey: 'key', topicId, endpoint: queue }],
  ['Mutation.subscribeToTopic', { topicId }],
  ['Mutation.unsubscribeFromTopic', { topicId: otherTopicId }],
  ['Mutation.decideTopicSubscription', { topicId: otherTopicId, userId: 'paula', decision: 'REVOKE' }],
  ['Mutation.publish', message],
  ['Mutation.publish', { ...message, audience: { userIds: ['ann', 'ben'] }, options: { groupId: 'orders' } }],
  ['Mutation.publishBatch', { entries: [{ id: 'a', message }] }],
  ['Mutation.cancelMessage', { messageId: topicId }],
  ['Mutation.redeliver', { idempotencyKey: 'key', messageId: topicId }],
  ['Mutation.holdPlatform', { platform: 'FCM' }],
  ['Mutation.releasePlatform', { platform: 'FCM' }],
  ['Mutation.putStepUpSetting', { ...rule, operation: 'Mutation.publish' }],
  ['Mutation.putStepUpSetting', { ...rule, group: 'g', operations: ['billing:a', 'billing:b'] }],
  ['Mutation.deleteStepUpSetting', { operation: 'Mutation.publish' }],
  ['Mutation.deleteStepUpSetting', { group: 'g' }],
  [
    'Mutation.consumeStepUpGrant',
    { operation: 'billing:pay', arguments: 'a', summary: 'Pay 5', user: { sub: 'ann', jti: 'token' } },
  ],
];

const grant = { pk: 'TOKEN#token-1', sk: 'OPERATION#any', challengeId: 'c', method: 'SMS_STEP_UP' };
/**
 * The rows that `guard` has read: known recipients, a subscription, a message, a topic with a subscriber, settings, and
 * a platform.
 */
const read = {
  devices: [
    { pk: 'USER#ann' },
    { pk: 'USER#ben' },
    { pk: 'USER#paula', sk: `TOPIC#${otherTopicId}`, topicId: otherTopicId, userId: 'paula', status: 'ACTIVE' },
  ],
  messages: [
    {
      ...{ id: topicId, publisherId: 'paula', status: 'COMPLETED', expiresAt: '2100-01-01T00:00:00Z', ttl: 9e9 },
      ...{ audience: { userIds: ['ann'] }, options: {} },
    },
  ],
  topics: [
    { id: topicId, status: 'ACTIVE', access: 'OPEN' },
    { sk: `SUBSCRIBER#sqs#${queue.sqs.queueArn}`, state: 'ADDED', revision: 'r' },
  ],
  settings: [
    { sk: 'GROUP#g', group: 'g', operations: ['billing:a', 'billing:c'], revision: 'r' },
    { sk: 'OPERATION#Mutation.publish', operation: 'Mutation.publish', updatedAt: '2026-01-01T00:00:00Z' },
  ],
  platforms: [{ platform: 'FCM', heldBecause: 'PLATFORM_SILENT', since: '2026-01-01T00:00:00Z' }],
};

it('every field that spends a grant is called', () => {
  const spending = allFields()
    .filter(([, { steps = [] }]) => steps.includes('guard'))
    .map(([coordinate]) => coordinate)
    .filter((coordinate) => coordinate !== 'Mutation.requireStepUp');
  expect([...new Set(calls.map(([coordinate]) => coordinate))].toSorted()).toEqual(spending.toSorted());
});

/** The step that writes, its request, and its stash. */
function write(coordinate: string, input: JsonObject) {
  const context = { arguments: { input } };
  let { stash } = resolvers.run(coordinate, 'request', context);
  stash = { ...stash, grant, read };
  const steps = allFields().flatMap(([name, field]) => (name === coordinate ? (field.steps ?? []) : []));
  for (const name of steps) {
    if (name === 'guard' || name === 'openChallenge') continue;
    const outcome = resolvers.run(`steps/${name}`, 'request', { ...context, stash });
    stash = outcome.stash;
    const { operation, transactItems } = resultOf(outcome);
    const parts = transactItems as unknown as { readonly table: string }[];
    if (operation === 'TransactWriteItems') return { step: `steps/${name}`, parts, context: { ...context, stash } };
  }
  throw new Error(`${coordinate} has no step that writes.`);
}

it.each(calls)('%s of %j is refused as spent where another call has spent the grant', (coordinate, input) => {
  const { step, parts, context } = write(coordinate, input);
  const error = { type: 'DynamoDB:TransactionCanceledException', message: 'cancelled' };
  const answer = (types: readonly string[]) => {
    const cancellationReasons = types.map((type) => ({ type }));
    return errorOf(resolvers.run(step, 'response', { ...context, error, result: { keys: null, cancellationReasons } }));
  };
  const types = parts.map(({ table }) => (table === 'sessions' ? 'ConditionCheckFailed' : 'None'));
  expect(types.filter((type) => type !== 'None')).toHaveLength(1);
  expect(answer(types).errorType).toBe('StepUpGrantSpent');
  expect(answer(parts.map(() => 'TransactionConflict')).errorType).toBe('Unavailable');
});
