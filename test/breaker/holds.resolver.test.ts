import type { JsonObject } from 'local-cloud';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { errorOf, NOW, publisher, Resolvers, resultOf } from '../support/runResolver.ts';

const admin = {
  ...publisher,
  sub: 'ada',
  username: 'ada',
  groups: ['admins'],
};

let resolvers: Resolvers;
beforeAll(async () => {
  resolvers = await Resolvers.bundle();
});
afterAll(() => resolvers[Symbol.dispose]());

const held = { platform: 'FCM', heldBecause: 'PLATFORM_SILENT', since: '2025-12-31T00:00:00.000Z' };
const queued = { id: 'm.d', messageId: 'm', deviceId: 'd', platform: 'FCM', status: 'QUEUED', heldBecause: null };
const message = { id: 'm', publisherId: 'paula', status: 'SENDING', heldBecause: null };
const page = (...nodes: readonly JsonObject[]): JsonObject => ({
  nodes,
  edges: nodes.map((node) => ({ cursor: 'c', node })),
  pageInfo: { hasNextPage: false },
});

/** What the step asks DynamoDB for, or what it returns without asking. */
function ask(found: JsonObject | null, stash: JsonObject = {}) {
  const outcome = resolvers.run('steps/readHolds', 'request', { prev: { result: found }, stash });
  return outcome.end.kind === 'earlyReturn'
    ? null
    : (resultOf(outcome) as { tables: Record<string, { keys: unknown[] }> });
}

function shown(found: JsonObject | null, rows: JsonObject, stash: JsonObject = {}) {
  return resultOf(
    resolvers.run('steps/readHolds', 'response', { prev: { result: found }, stash, result: { data: rows } }),
  );
}

describe('heldBecause', () => {
  it('costs no read where nothing waits', () => {
    for (const found of [
      null,
      page(),
      page({ ...queued, status: 'SENT' }),
      page({ ...message, status: 'COMPLETED' }),
      { ...message, status: 'SCHEDULED' },
    ]) {
      expect(ask(found)).toBeNull();
    }
  });

  it('costs one read for a page, of the breakers and the counts of messages on their way', () => {
    const done = { ...message, id: 'n', status: 'COMPLETED' };
    const { tables = {} } = ask(page(message, { ...message, id: 'o', status: 'ACCEPTED' }, done)) ?? {};
    expect(tables.platforms?.keys).toHaveLength(3);
    expect(tables.deliveries?.keys).toEqual([
      { pk: { S: 'MESSAGE#m' }, sk: { S: 'COUNTER' } },
      { pk: { S: 'MESSAGE#o' }, sk: { S: 'COUNTER' } },
    ]);
    expect(Object.keys(ask(page(queued))?.tables ?? {})).toEqual(['platforms']);
  });

  it('is the reason of a delivery’s platform, while the delivery is queued', () => {
    const others = [
      { ...queued, platform: 'APNS' },
      { ...queued, status: 'SENT' },
    ];
    const after = shown(page(queued, ...others), { platforms: [held, { platform: 'APNS', since: 's' }, null] });
    const nodes = [{ ...queued, heldBecause: 'PLATFORM_SILENT' }, ...others];
    expect(after).toEqual(page(...nodes));
  });

  it('is explained to support too', () => {
    const waiting = { delivery: queued, explanation: 'It waits to be sent.' };
    expect(shown(page(waiting), { platforms: [held] })).toMatchObject({
      nodes: [
        {
          delivery: { heldBecause: 'PLATFORM_SILENT' },
          explanation: 'It waits to be sent. Its platform is held: the push service has stopped answering.',
        },
      ],
    });
  });

  it('is the reason of a platform that has queued deliveries of a message', () => {
    const rows = (counter: JsonObject) => ({
      platforms: [held],
      deliveries: [{ pk: 'MESSAGE#m', sk: 'COUNTER', ...counter }],
    });
    expect(shown(message, rows({ QUEUED: 2, QUEUED_FCM: 2 }))).toEqual({ ...message, heldBecause: 'PLATFORM_SILENT' });
    expect(shown(message, rows({ QUEUED: 2, QUEUED_APNS: 2 }))).toEqual(message);
    expect(shown(message, rows({ SENT: 2, QUEUED_FCM: 0 }))).toEqual(message);
    expect(shown(message, { platforms: [], deliveries: [] })).toEqual(message);
  });

  it('is in the inbox too', () => {
    const item = { delivery: queued, unread: true, title: 'Hello' };
    const stash = { inbox: page(item) };
    expect(ask(null, stash)).not.toBeNull();
    const context = { prev: { result: null }, stash, result: { data: { platforms: [held] } } };
    const { end, stash: after } = resolvers.run('steps/readHolds', 'response', context);
    expect(end).toMatchObject({ kind: 'value', value: null });
    expect(after.inbox).toEqual(page({ ...item, delivery: { ...queued, heldBecause: 'PLATFORM_SILENT' } }));
  });

  it('is Unavailable where the tables are', () => {
    const error = { type: 'DynamoDB:InternalServerError', message: 'secret' };
    const answer = resolvers.run('steps/readHolds', 'response', { prev: { result: message }, error });
    expect(errorOf(answer)).toMatchObject({ errorType: 'Unavailable' });
  });
});

describe.each(['holdPlatform', 'releasePlatform'])('%s', (name) => {
  const field = `Mutation.${name}`;
  const call = { arguments: { input: { platform: 'FCM' } }, identity: admin };
  const info = {
    fieldName: name,
    parentTypeName: 'Mutation',
    variables: {},
    selectionSetList: [],
    selectionSetGraphQL: '',
  };

  it('changes one row, together with the proof', () => {
    const { stash } = resolvers.run(field, 'request', { ...call, info });
    const grant = { pk: 'p', sk: 's', challengeId: 'c', method: 'EMAIL_STEP_UP' };
    const read = { platforms: [held] };
    const request = resolvers.run(`steps/${name}`, 'request', { ...call, info, stash: { ...stash, grant, read } });
    const { transactItems } = resultOf(request) as { transactItems: readonly JsonObject[] };
    expect(transactItems).toHaveLength(4);
    expect(transactItems[0]).toMatchObject({
      operation: 'UpdateItem',
      key: { pk: { S: 'PLATFORM' }, sk: { S: 'FCM' } },
      condition: { expression: 'since = :wasSince', expressionValues: { ':wasSince': { S: held.since } } },
    });
    const now = new Date(NOW).toISOString();
    const none = { nextProbeAt: null, failedProbes: 0 };
    expect(resultOf(resolvers.run(field, 'response', { ...call, info, stash }))).toEqual({
      platform:
        name === 'holdPlatform'
          ? { platform: 'FCM', since: now, heldBecause: 'PLATFORM_HELD_BY_ADMIN', heldBy: 'ada', ...none }
          : { platform: 'FCM', since: now, heldBecause: null, heldBy: null, ...none },
    });
  });
});

describe.each([
  ['holdPlatform', { ...held, heldBecause: 'PLATFORM_HELD_BY_ADMIN', heldBy: 'ben' }],
  ['releasePlatform', { platform: 'FCM', since: held.since }],
  ['releasePlatform', null],
])('a repeated %s', (name, row) => {
  const info = {
    fieldName: name,
    parentTypeName: 'Mutation',
    variables: {},
    selectionSetList: [],
    selectionSetGraphQL: '',
  };
  const call = { arguments: { input: { platform: 'FCM' } }, identity: admin, info };

  it('changes nothing, not even since when, and answers the platform as it stands', () => {
    const { stash: asked } = resolvers.run(`Mutation.${name}`, 'request', call);
    const read = { platforms: row === null ? [] : [row] };
    const answer = resolvers.run(`steps/${name}`, 'request', { ...call, stash: { ...asked, read } });
    expect(answer.end).toMatchObject({ kind: 'earlyReturn' });
    const shown = resolvers.run(`Mutation.${name}`, 'response', { ...call, stash: answer.stash });
    const none = { heldBecause: null, since: null, heldBy: null, nextProbeAt: null, failedProbes: 0 };
    expect(resultOf(shown)).toEqual({ platform: { platform: 'FCM', ...none, ...row } });
  });
});

it('platforms lists every platform, held before or not', () => {
  const items = [{ ...held, nextProbeAt: NOW, failedProbes: 2 }];
  const answer = resolvers.run('Query.platforms', 'response', { result: { items } });
  const never = { heldBecause: null, since: null, heldBy: null, nextProbeAt: null, failedProbes: 0 };
  expect(resultOf(answer)).toEqual([
    { platform: 'APNS', ...never },
    { platform: 'APNS_SANDBOX', ...never },
    { ...never, ...held, nextProbeAt: '2026-01-01T00:00:00.000Z', failedProbes: 2 },
  ]);
});
