import type { JsonObject } from 'local-cloud';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { errorOf, NOW, publisher, Resolvers, resultOf } from '../support/runResolver.ts';
import { sampleSubscription, sampleTopic } from './samples.ts';

let resolvers: Resolvers;
beforeAll(async () => {
  resolvers = await Resolvers.bundle();
});
afterAll(() => resolvers[Symbol.dispose]());

const topicId = '01KDVV3R00ABCDEFGHJKMNPQRS';
const user: JsonObject = { ...publisher, sub: 'ann', username: 'Ann', groups: ['nurses'] };
const admin: JsonObject = { ...publisher, sub: 'ada', username: 'Ada', groups: ['admins'] };
const now = new Date(NOW).toISOString();

interface Part {
  readonly table: string;
  readonly operation: string;
  readonly key: { readonly pk: { readonly S: string } };
}

/** Runs a mutation up to its last step, as if `guard` had read these rows. */
function run(field: string, input: JsonObject, identity: JsonObject, rows: { topics?: object[]; devices?: object[] }) {
  const context = { arguments: { input }, identity };
  const begun = resolvers.run(`Mutation.${field}`, 'request', context);
  if (begun.end.kind === 'error') return { begun, outcome: begun, context };
  const read = { topics: rows.topics ?? [], devices: rows.devices ?? [] } as unknown as JsonObject;
  const stash = { ...begun.stash, read };
  const outcome = resolvers.run(`steps/${field}`, 'request', { ...context, stash });
  return { begun, outcome, context: { ...context, stash: outcome.stash } };
}

/** What the step's transaction does: each part's operation, table and partition. */
function writes(outcome: ReturnType<typeof run>['outcome']): readonly string[] {
  const parts = resultOf(outcome).transactItems as unknown as readonly Part[];
  return parts.map(({ operation, table, key }) => `${operation} ${table} ${key.pk.S}`);
}

const subscriptionOf = (members: Parameters<typeof sampleSubscription>[0] = {}) => ({
  pk: 'USER#ann',
  sk: `TOPIC#${topicId}`,
  ...sampleSubscription({ topicId, ...members }),
});

describe('subscribing', () => {
  const subscribe = (topic: Parameters<typeof sampleTopic>[0] | null, before: object[] = [], more: JsonObject = {}) =>
    run('subscribeToTopic', { topicId, ...more }, user, {
      topics: topic === null ? [] : [sampleTopic({ id: topicId, ...topic })],
      devices: before,
    });
  const statusOf = ({ outcome }: ReturnType<typeof run>) => (outcome.stash.subscription as JsonObject).status;

  it('to a closed topic looks as to none: the same reads, the same words', () => {
    const none = subscribe(null);
    for (const closed of [
      { access: 'GROUP', group: 'doctors' },
      { access: 'GROUP', group: 'nurse' },
      { access: 'GROUP' },
      { access: undefined },
      { status: 'DELETING' },
    ] as Parameters<typeof sampleTopic>[0][]) {
      const refused = subscribe(closed);
      expect(refused.begun.stash.alsoRead).toEqual(none.begun.stash.alsoRead);
      expect(refused.outcome.end).toEqual(none.outcome.end);
    }
    expect(errorOf(none.outcome)).toMatchObject({ errorType: 'NotFound', errorInfo: { field: 'input.topicId' } });
    expect(errorOf(run('subscribeToTopic', { topicId: 'x'.repeat(128) }, user, {}).outcome)).toEqual(
      errorOf(none.outcome),
    );
  });

  it.each([
    ['OPEN', undefined],
    ['GROUP', 'nurses'],
  ] as const)('to a topic that is %s follows it', (access, group) => {
    const done = subscribe({ access, ...(group === undefined ? {} : { group }) });
    expect(statusOf(done)).toBe('ACTIVE');
    expect(writes(done.outcome)).toEqual([
      'ConditionCheck topics TOPIC',
      'PutItem devices USER#ann',
      `PutItem topics FOLLOWERS#${topicId}#ACTIVE`,
    ]);
  });

  it('to one that asks for approval makes a request, which is counted', () => {
    const done = subscribe({ access: 'APPROVAL' });
    expect(done.outcome.stash.subscription).toEqual({
      ...sampleSubscription({ topicId, subscribedAt: now }),
      status: 'REQUESTED',
    });
    expect(writes(done.outcome)).toEqual([
      'ConditionCheck topics TOPIC',
      'PutItem devices USER#ann',
      `PutItem topics FOLLOWERS#${topicId}#REQUESTED`,
      'UpdateItem devices USER#ann',
    ]);
    const error = { type: 'DynamoDB:TransactionCanceledException', message: 'cancelled' };
    const reasons = ['None', 'None', 'None', 'ConditionCheckFailed'].map((type) => ({ type }));
    const result = { keys: null, cancellationReasons: reasons };
    const refused = resolvers.run('steps/subscribeToTopic', 'response', { ...done.context, error, result });
    expect(errorOf(refused)).toMatchObject({ errorType: 'LimitExceeded', errorInfo: { limit: 20, retryable: false } });
  });

  it('again makes no other request, and changes the filter policy alone', () => {
    for (const status of ['ACTIVE', 'REQUESTED'] as const) {
      const before = subscriptionOf({ status, decidedAt: now, decidedBy: 'ada', subscribedAt: now });
      const again = subscribe({ access: 'APPROVAL' }, [before]);
      expect(statusOf(again)).toBe(status);
      // An active one is followed again, which repairs what SNS may lack.
      if (status === 'ACTIVE') expect(writes(again.outcome)).toHaveLength(3);
      else expect(again.outcome.end).toMatchObject({ kind: 'earlyReturn' });
      const other = subscribe({ access: 'APPROVAL' }, [before], { filterPolicy: { region: ['north'] } });
      const { pk: _pk, sk: _sk, ...row } = before;
      expect(other.outcome.stash.subscription).toEqual({ ...row, filterPolicy: '{"region":["north"]}' });
      expect(writes(other.outcome)).toHaveLength(3);
    }
  });

  it('again repeats what failed', () => {
    const before = subscriptionOf({ status: 'ACTIVE', failure: 'FILTER_POLICY_LIMIT' });
    const again = subscribe({ access: 'OPEN' }, [before]);
    expect(writes(again.outcome)).toHaveLength(3);
    expect(again.outcome.stash.subscription).not.toHaveProperty('failure');
  });

  it('lifts a request once the topic is open, but no decision', () => {
    const lifted = subscribe({ access: 'OPEN' }, [subscriptionOf({ status: 'REQUESTED' })]);
    expect(statusOf(lifted)).toBe('ACTIVE');
    expect(writes(lifted.outcome).slice(2)).toEqual([
      `PutItem topics FOLLOWERS#${topicId}#ACTIVE`,
      `DeleteItem topics FOLLOWERS#${topicId}#REQUESTED`,
      'UpdateItem devices USER#ann',
    ]);
    for (const status of ['DENIED', 'REVOKED'] as const) {
      const kept = subscribe({ access: 'OPEN' }, [subscriptionOf({ status })], { filterPolicy: { a: ['b'] } });
      expect(kept.outcome.end).toMatchObject({ kind: 'earlyReturn' });
      expect(statusOf(kept)).toBe(status);
    }
  });

  it('at the same time as another call answers with what that one made, and otherwise asks to try again', () => {
    const done = subscribe({ access: 'OPEN' });
    const error = { type: 'DynamoDB:TransactionCanceledException', message: 'cancelled' };
    const respond = (item: object) =>
      resolvers.run('steps/subscribeToTopic', 'response', {
        ...done.context,
        error,
        result: {
          keys: null,
          cancellationReasons: [{ type: 'None' }, { type: 'ConditionCheckFailed', item }, { type: 'None' }],
        } as unknown as JsonObject,
      });
    const other = subscriptionOf({ subscribedAt: 'earlier' });
    expect(respond(other).stash.subscription).toEqual(other);
    expect(errorOf(respond(subscriptionOf({ status: 'DENIED' })))).toMatchObject({ errorType: 'Unavailable' });
  });
});

describe('unsubscribing', () => {
  const unsubscribe = (...devices: object[]) => run('unsubscribeFromTopic', { topicId }, user, { devices }).outcome;

  it('ends a subscription or withdraws a request', () => {
    expect(writes(unsubscribe(subscriptionOf()))).toEqual([
      'DeleteItem devices USER#ann',
      `DeleteItem topics FOLLOWERS#${topicId}#ACTIVE`,
    ]);
    expect(writes(unsubscribe(subscriptionOf({ status: 'REQUESTED' })))).toEqual([
      'DeleteItem devices USER#ann',
      `DeleteItem topics FOLLOWERS#${topicId}#REQUESTED`,
      'UpdateItem devices USER#ann',
    ]);
  });

  it('leaves what an admin decided, and succeeds without a subscription', () => {
    const rows = [[], [subscriptionOf({ status: 'DENIED' })], [subscriptionOf({ status: 'REVOKED' })]];
    for (const devices of rows) {
      expect(unsubscribe(...devices).end).toMatchObject({ kind: 'earlyReturn', value: false });
    }
    const { outcome } = run('unsubscribeFromTopic', { topicId: 'x'.repeat(128) }, user, {});
    expect(outcome.end).toMatchObject({ kind: 'earlyReturn', value: false });
  });
});

describe('a decision', () => {
  const decide = (decision: string, status?: 'REQUESTED' | 'ACTIVE' | 'DENIED' | 'REVOKED') =>
    run('decideTopicSubscription', { topicId, userId: 'ann', decision }, admin, {
      devices: status === undefined ? [] : [subscriptionOf({ status })],
    }).outcome;

  it.each([
    ['REQUESTED', 'APPROVE', 'ACTIVE'],
    ['REQUESTED', 'DENY', 'DENIED'],
    ['ACTIVE', 'REVOKE', 'REVOKED'],
    ['DENIED', 'APPROVE', 'ACTIVE'],
    ['REVOKED', 'APPROVE', 'ACTIVE'],
  ] as const)('on one that is %s: %s makes it %s, with who and when', (before, decision, after) => {
    const outcome = decide(decision, before);
    expect(outcome.stash.subscription).toMatchObject({ status: after, decidedAt: now, decidedBy: 'ada' });
    expect(writes(outcome)).toEqual([
      'PutItem devices USER#ann',
      `PutItem topics FOLLOWERS#${topicId}#${after}`,
      `DeleteItem topics FOLLOWERS#${topicId}#${before}`,
      ...(before === 'REQUESTED' ? ['UpdateItem devices USER#ann'] : []),
      'PutItem auditLog ACT',
    ]);
  });

  it.each([
    ['ACTIVE', 'APPROVE'],
    ['DENIED', 'DENY'],
    ['REVOKED', 'REVOKE'],
  ] as const)('that was made already changes nothing: %s, %s', (status, decision) => {
    const outcome = decide(decision, status);
    expect(outcome.end).toMatchObject({ kind: 'earlyReturn', value: false });
    expect(outcome.stash.subscription).not.toHaveProperty('decidedAt');
  });

  it.each([
    ['REQUESTED', 'REVOKE', 'APPROVE, DENY'],
    ['DENIED', 'REVOKE', 'APPROVE, DENY'],
    ['ACTIVE', 'DENY', 'APPROVE, REVOKE'],
    ['REVOKED', 'DENY', 'APPROVE, REVOKE'],
  ] as const)('on one that is %s cannot be %s', (status, decision, limit) => {
    const errorInfo = { field: 'input.decision', limit };
    expect(errorOf(decide(decision, status))).toMatchObject({ errorType: 'InvalidInput', errorInfo });
  });

  it('needs a subscription', () => {
    const refused = { errorType: 'NotFound', errorInfo: { field: 'input.userId' } };
    expect(errorOf(decide('APPROVE'))).toMatchObject(refused);
    const input = { topicId, userId: 'x'.repeat(128), decision: 'APPROVE' };
    expect(errorOf(run('decideTopicSubscription', input, admin, {}).outcome)).toMatchObject(refused);
  });
});

describe('the access of a topic', () => {
  const update = (
    access: object,
    topics: object[] = [sampleTopic({ id: topicId, access: 'GROUP', group: 'nurses' })],
  ) => run('updateTopic', { topicId, ...access }, admin, { topics }).outcome;

  it('changes, with its group', () => {
    expect(update({ access: 'OPEN' }).stash.updatedTopic).toEqual(sampleTopic({ id: topicId }));
    const closed = { access: 'GROUP', group: 'doctors' };
    expect(update(closed).stash.updatedTopic).toMatchObject(closed);
  });

  it('of a topic that is not there does not', () => {
    for (const topics of [[], [sampleTopic({ id: topicId, status: 'DELETING' })]]) {
      expect(errorOf(update({ access: 'OPEN' }, topics))).toMatchObject({ errorType: 'NotFound' });
    }
  });

  it('is approval unless given, and has a group where it is one’s', () => {
    const create = (access: object) =>
      resolvers.run('Mutation.createTopic', 'request', {
        arguments: { input: { idempotencyKey: 'key', name: 'News', ...access } },
        identity: admin,
      });
    expect(create({}).stash.topic).toMatchObject({ access: 'APPROVAL' });
    expect(create({ access: 'GROUP', group: 'nurses' }).stash.topic).toMatchObject({ group: 'nurses' });
    for (const wrong of [
      { access: 'GROUP' },
      { access: 'GROUP', group: '' },
      { access: 'GROUP', group: 'two words' },
      { access: 'GROUP', group: 'x'.repeat(129) },
      { access: 'OPEN', group: 'nurses' },
      { group: 'nurses' },
    ]) {
      const refused = { errorType: 'InvalidInput', errorInfo: { field: 'input.group' } };
      expect(errorOf(create(wrong))).toMatchObject(refused);
      if (wrong.access !== undefined) expect(errorOf(update(wrong))).toMatchObject(refused);
    }
  });
});

describe('the list of topics', () => {
  const ask = (identity: JsonObject, args: JsonObject = {}) =>
    resolvers.run('Query.topics', 'request', { arguments: args, identity });
  const answer = (identity: JsonObject, items: object[], nextToken: string | null) =>
    resultOf(
      resolvers.run('Query.topics', 'response', {
        arguments: { first: 2 },
        identity,
        result: { items, nextToken } as unknown as JsonObject,
      }),
    ) as unknown as { nodes: { id: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } };
  const row = (id: string) => ({ sk: `TOPIC#${id}`, ...sampleTopic({ id }) });
  const service = { userArn: 'arn:aws:sts::111122223333:assumed-role/service/session' };

  const closed = (id: string, group = 'doctors') => ({ ...row(id), access: 'GROUP', group });

  it('has all of them for those who publish and administer', () => {
    for (const identity of [admin, publisher, service]) {
      expect(answer(identity, [row('a'), closed('b')], null).nodes).toHaveLength(2);
      expect(resultOf(ask(identity)).limit).toBe(21);
    }
  });

  it('leaves out those whose group the user is not in', () => {
    const rows = [closed('a'), row('b'), closed('c', 'nurses'), closed('d')];
    expect(answer(user, rows, null).nodes.map(({ id }) => id)).toEqual(['b', 'c']);
    expect(answer({ ...user, groups: null }, rows, null).nodes.map(({ id }) => id)).toEqual(['b']);
    expect(resultOf(ask(user)).limit).toBe(200);
  });

  it('goes on behind what was looked at, and no cursor tells the id of a closed topic', () => {
    const cut = answer(user, ['a', 'b', 'c'].map(row), 'token');
    expect(cut.nodes.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(Buffer.from(`${cut.pageInfo.endCursor}`, 'base64').toString()).toMatch(/TOPIC#b$/);
    const hidden = '01KDVV3R00ABCDEFGHJKMNPQRS';
    const { hasNextPage, endCursor } = answer(user, [row('a'), closed(hidden)], 'token').pageInfo;
    expect(hasNextPage).toBe(true);
    const { query } = resultOf(ask(user, { after: endCursor })) as {
      query: { expressionValues: { ':from': { S: string } } };
    };
    const from = query.expressionValues[':from'].S;
    expect(from > `TOPIC#${hidden}`).toBe(true);
    expect(from).not.toContain(hidden);
    expect(answer(user, [row('a')], null).pageInfo.hasNextPage).toBe(false);
  });
});
