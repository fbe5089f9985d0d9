import { getNamedType, isInputObjectType } from 'graphql';
import type { JsonObject } from 'local-cloud';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allFields } from '../../resolvers/pipelines.ts';
import { publisher, Resolvers, resultOf } from '../support/runResolver.ts';
import { apiSchema } from '../support/sampleOperation.ts';

let resolvers: Resolvers;
beforeAll(async () => {
  resolvers = await Resolvers.bundle();
});
afterAll(() => resolvers[Symbol.dispose]());

const topicId = '01KDVV3R00ABCDEFGHJKMNPQRS';
const key = { idempotencyKey: 'key' };

/** A call of each mutation that takes an idempotency key. */
const calls: Readonly<Record<string, JsonObject>> = {
  'Mutation.createTopic': { ...key, name: 'News' },
  'Mutation.redeliverToSubscriber': { ...key, topicId, endpoint: { https: { url: 'https://example.com/x' } } },
  'Mutation.addTopicSubscriber': { ...key, topicId, endpoint: { email: { address: 'desk@example.com' } } },
  'Mutation.redeliver': { ...key, messageId: topicId },
  'Mutation.publish': { ...key, audience: { userIds: ['ann'] }, content: { title: 'Hi' } },
};

/**
 * Steps that go on with what the first call may have left undone: `createOrDeleteTopic.test` and `applySubscriber.test`
 * show that they change nothing at SNS where all is done. `redeliverToSubscriber.test`: it only counts.
 */
const goesOn = ['createOrDeleteTopic', 'applySubscriber', 'redeliverToSubscriber'];
const reads = ['GetItem', 'Query', 'BatchGetItem'];

it('every mutation with an idempotency key is called', () => {
  const mutations = Object.values(apiSchema().getMutationType()?.getFields() ?? {});
  const keyed = mutations.filter(({ args }) =>
    args.some(({ type }) => {
      const named = getNamedType(type);
      return isInputObjectType(named) && named.getFields().idempotencyKey !== undefined;
    }),
  );
  expect(keyed.map(({ name }) => `Mutation.${name}`).toSorted()).toEqual(Object.keys(calls).toSorted());
});

describe.each(Object.entries(calls))('%s, repeated', (coordinate, input) => {
  it('passes the guard without a proof, and writes nothing', () => {
    const context = { arguments: { input }, identity: publisher };
    let { stash } = resolvers.run(coordinate, 'request', context);
    let hasPassedGuard = false;
    const steps = allFields().flatMap(([name, field]) => (name === coordinate ? (field.steps ?? []) : []));
    for (const name of steps) {
      const outcome = resolvers.run(`steps/${name}`, 'request', { ...context, stash, prev: { result: null } });
      ({ stash } = outcome);
      if (name === 'guard') {
        const record = {
          ...(stash.recordKey as JsonObject),
          arguments: stash.arguments ?? '',
          madeId: topicId,
          expiresAt: 9e9,
        };
        const setting = { sk: `OPERATION#${coordinate}`, requirement: 'STEP_UP_REQUIRED', methods: ['SMS_STEP_UP'] };
        const data = { settings: [setting], sessions: [], messages: [record], devices: [], topics: [] };
        const read = resolvers.run('steps/guard', 'response', {
          ...context,
          stash,
          result: { data, unprocessedKeys: {} } as unknown as JsonObject,
        });
        expect(read.end).toEqual({ kind: 'value', value: null });
        ({ stash } = read);
        hasPassedGuard = true;
      } else if (hasPassedGuard && outcome.end.kind !== 'earlyReturn') {
        const { operation } = resultOf(outcome);
        if (operation === 'Invoke') expect(goesOn).toContain(name);
        else expect(reads).toContain(operation);
        const answered = resolvers.run(`steps/${name}`, 'response', { ...context, stash, result: { data: null } });
        ({ stash } = answered);
      }
    }
    expect(hasPassedGuard).toBe(true);
  });
});
