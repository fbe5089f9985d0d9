import fc from 'fast-check';
import type { JsonObject } from 'local-cloud';
import { assertDeliveryPolicy } from 'local-cloud/deliveryPolicy';
import { runs } from 'local-cloud/testing/effort';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { usualDelivery } from '../../functions/rules/topics/DeliveryPolicy.ts';
import { validateDelivery } from '../../functions/rules/topics/validateDelivery.ts';
import { errorOf, publisher, Resolvers, resultOf } from '../support/runResolver.ts';

let resolvers: Resolvers;
beforeAll(async () => {
  resolvers = await Resolvers.bundle();
});
afterAll(() => resolvers[Symbol.dispose]());

const topicId = '01KDVV3R00ABCDEFGHJKMNPQRS';
const admin: JsonObject = { ...publisher, sub: 'ada', username: 'Ada', groups: ['admins'] };
const hook = { https: { url: 'https://hooks.example/in' } };
const queue = { sqs: { queueArn: 'arn:aws:sqs:eu-central-1:000000000000:work' } };
const mailbox = { email: { address: 'ward@example.com' } };
const reader = { lambda: { functionArn: 'arn:aws:lambda:eu-central-1:000000000000:function:reader' } };

function begin(field: string, input: JsonObject) {
  const given = { idempotencyKey: 'key', topicId, ...input };
  const context = { arguments: { input: given }, identity: admin };
  const { stash } = resolvers.run(`Mutation.${field}`, 'request', context);
  return resolvers.run('steps/judgeSubscriber', 'request', { ...context, stash });
}

describe.each(['addTopicSubscriber', 'updateTopicSubscriber'])('%s', (field) => {
  it.each<[JsonObject, JsonObject, string]>([
    [mailbox, { rawDelivery: true }, 'input.rawDelivery'],
    [reader, { rawDelivery: true }, 'input.rawDelivery'],
    [queue, { delivery: {} }, 'input.delivery'],
    [queue, { filterPolicyScope: 'MESSAGE_BODY' }, 'input.filterPolicyScope'],
    [mailbox, { filterPolicy: { title: ['x'] }, filterPolicyScope: 'MESSAGE_BODY' }, 'input.filterPolicyScope'],
    [queue, { filterPolicy: { data: { kind: ['x'] } } }, 'input.filterPolicy.data'],
    [queue, { filterPolicy: { data: {} }, filterPolicyScope: 'MESSAGE_BODY' }, 'input.filterPolicy.data'],
    [hook, { delivery: { retries: { minDelayTarget: 0 } } }, 'input.delivery.retries.minDelayTarget'],
    [hook, { delivery: { retries: { minDelayTarget: 21 } } }, 'input.delivery.retries.maxDelayTarget'],
    [hook, { delivery: { retries: { maxDelayTarget: 3_601 } } }, 'input.delivery.retries.maxDelayTarget'],
    [hook, { delivery: { retries: { numRetries: 101 } } }, 'input.delivery.retries.numRetries'],
    [hook, { delivery: { retries: { numNoDelayRetries: 4 } } }, 'input.delivery.retries.numRetries'],
    [hook, { delivery: { retries: { numMaxDelayRetries: -1 } } }, 'input.delivery.retries.numMaxDelayRetries'],
    [hook, { delivery: { retries: { maxDelayTarget: 3_600 } } }, 'input.delivery.retries'],
    [hook, { delivery: { maxReceivesPerSecond: 0 } }, 'input.delivery.maxReceivesPerSecond'],
    [hook, { delivery: { contentType: 'text/xml' } }, 'input.delivery.contentType'],
    [hook, { delivery: { contentType: 'image/png' }, rawDelivery: true }, 'input.delivery.contentType'],
  ])('of %j refuses %j', (endpoint, settings, errorField) => {
    const { errorType, errorInfo } = errorOf(begin(field, { endpoint, ...settings }));
    expect([errorType, (errorInfo as JsonObject).field]).toEqual(['InvalidInput', errorField]);
  });
});

it('keeps the settings in the form that SNS takes', () => {
  const { stash } = begin('updateTopicSubscriber', {
    endpoint: hook,
    filterPolicy: { data: { kind: ['order'] } },
    filterPolicyScope: 'MESSAGE_BODY',
    rawDelivery: true,
    delivery: {
      retries: { numRetries: 5, backoffFunction: 'EXPONENTIAL' },
      maxReceivesPerSecond: 2,
      contentType: 'text/xml',
    },
  });
  expect(stash.subscriberSettings).toEqual({
    filterPolicy: '{"data":{"kind":["order"]}}',
    filterPolicyScope: 'MessageBody',
    rawDelivery: true,
    deliveryPolicy: {
      healthyRetryPolicy: { ...usualDelivery.healthyRetryPolicy, numRetries: 5, backoffFunction: 'exponential' },
      throttlePolicy: { maxReceivesPerSecond: 2 },
      requestPolicy: { headerContentType: 'text/xml' },
    },
  });
});

it('writes what a change wants beside what SNS has, and no lapse any more, since SNS asks again', () => {
  const begun = begin('updateTopicSubscriber', { endpoint: hook, rawDelivery: true });
  const subscriber = { sk: `SUBSCRIBER#https#${hook.https.url}`, state: 'ADDED', revision: 'r1' };
  const written = resolvers.run('steps/changeSubscriber', 'request', {
    identity: admin,
    arguments: { input: { topicId, endpoint: hook, rawDelivery: true } },
    stash: { ...begun.stash, read: { topics: [subscriber] } },
  });
  const { update } = (resultOf(written).transactItems as readonly JsonObject[])[0] ?? {};
  expect(update).toMatchObject({
    expression: expect.stringMatching(/wanted = :wanted REMOVE lapsedAt$/),
    expressionValues: { ':wanted': { M: { rawDelivery: { BOOL: true } } } },
  });
});

it('lets no delivery policy through that SNS refuses', () => {
  const seconds = fc.oneof(fc.integer({ min: -1, max: 60 }), fc.integer({ min: 0, max: 4_000 }));
  const retries = fc.oneof(fc.integer({ min: 0, max: 5 }), fc.integer({ min: -1, max: 101 }));
  const policies = fc.record(
    {
      healthyRetryPolicy: fc.record({
        minDelayTarget: seconds,
        maxDelayTarget: seconds,
        numRetries: fc.integer({ min: -1, max: 101 }),
        numNoDelayRetries: retries,
        numMinDelayRetries: retries,
        numMaxDelayRetries: retries,
        backoffFunction: fc.constantFrom('linear', 'arithmetic', 'geometric', 'exponential'),
      }),
      throttlePolicy: fc.record({ maxReceivesPerSecond: fc.integer({ min: -1, max: 5 }) }),
      requestPolicy: fc.record({ headerContentType: fc.constantFrom('text/plain', 'text/xml', 'image/png') }),
    },
    { requiredKeys: ['healthyRetryPolicy'] },
  );
  let passed = 0;
  fc.assert(
    fc.property(policies, fc.boolean(), (policy, raw) => {
      if (validateDelivery('delivery', policy, raw) !== null) return;
      passed += 1;
      assertDeliveryPolicy(JSON.stringify(policy), raw);
    }),
    runs(3_000),
  );
  expect(passed).toBeGreaterThan(30);
});
