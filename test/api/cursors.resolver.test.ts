import fc from 'fast-check';
import type { JsonObject } from 'local-cloud';
import { runs } from 'local-cloud/testing/effort';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FieldOutcome, runField } from '../support/runField.ts';
import { NOW, publisher, Resolvers } from '../support/runResolver.ts';
import { obligingSource } from './obligingSources.ts';

let resolvers: Resolvers;
beforeAll(async () => {
  resolvers = await Resolvers.bundle();
});
afterAll(() => resolvers[Symbol.dispose]());

const admin = { ...publisher, groups: ['publishers', 'admins'] };
const messageId = '01KDVV3R00ABCDEFGHJKMNPQRS';
const at = '2026-01-01T00:00:00.000Z';

interface List {
  readonly coordinate: string;
  /** Sets of arguments, each of which makes another list. */
  readonly lists: readonly JsonObject[];
  readonly source?: JsonObject;
  readonly row: (id: string) => JsonObject;
}

const delivery = (id: string): JsonObject => ({
  sk: `DELIVERY#${id}`,
  ...{ id: `${messageId}.${id}`, messageId, deviceId: id, userId: 'paula', platform: 'FCM', status: 'SENT' },
  ...{ attempts: 1, version: 1, createdAt: at, updatedAt: at, transitions: [], inboxSort: `${messageId}#${id}` },
});

const lists: readonly List[] = [
  { coordinate: 'Query.devices', lists: [{}], row: (id) => ({ sk: `DEVICE#${id}`, id }) },
  {
    coordinate: 'Query.userDevices',
    lists: [{ userId: 'ann' }, { userId: 'ben' }],
    row: (id) => ({ sk: `DEVICE#${id}`, id }),
  },
  {
    coordinate: 'Query.userDeliveries',
    lists: [
      { userId: 'ann' },
      { userId: 'ben' },
      { userId: 'ann', status: ['SENT'] },
      { userId: 'ann', since: '2025-01-01T00:00:00Z' },
    ],
    row: delivery,
  },
  { coordinate: 'Query.topics', lists: [{}], row: (id) => ({ sk: `TOPIC#${id}`, id, access: 'OPEN' }) },
  { coordinate: 'Query.topicSubscriptions', lists: [{}], row: (id) => ({ sk: `TOPIC#${id}`, topicId: id }) },
  {
    coordinate: 'Query.topicSubscribers',
    lists: [{ topicId: messageId }, { topicId: messageId.replace('S', 'T') }],
    row: (id) => ({ sk: `SUBSCRIBER#sqs#${id}`, topicId: messageId, protocol: 'sqs', endpoint: id, state: 'ADDED' }),
  },
  {
    coordinate: 'Query.topicFollowers',
    lists: [
      { topicId: messageId, status: 'ACTIVE' },
      { topicId: messageId, status: 'DENIED' },
    ],
    row: (id) => ({ sk: `USER#${id}`, userId: id }),
  },
  {
    coordinate: 'Query.messages',
    lists: [{}, { publisherId: 'peter' }, { publisherId: 'arn:aws:iam::111122223333:role/service' }],
    row: (id) => ({ id, content: {}, audience: {} }),
  },
  {
    coordinate: 'Query.deliveries',
    lists: [{ messageId }, { messageId, status: ['SENT'] }, { messageId: messageId.replace('S', 'T') }],
    row: delivery,
  },
  { coordinate: 'Message.deliveries', source: { id: messageId.replace('S', 'V') }, lists: [{}], row: delivery },
  {
    coordinate: 'Query.inbox',
    lists: [{}, { changedSince: '2025-01-01T00:00:00Z' }, { changedSince: '2025-01-01T00:00:01Z' }],
    row: delivery,
  },
  {
    coordinate: 'Query.stepUpSettings',
    lists: [{}],
    row: (id) => ({ sk: `OPERATION#billing:${id}`, operation: `billing:${id}`, methods: [] }),
  },
  {
    coordinate: 'Query.stepUpAudit',
    lists: [{}, { day: '2025-12-31' }, { userId: 'ann' }],
    row: (id) => ({ sk: `${at}#${id}`, id }),
  },
  {
    coordinate: 'Query.auditLog',
    lists: [{}, { actor: 'ann' }, { target: 'platform/FCM' }, { since: at }, { until: '2027-01-01T00:00:00Z' }],
    row: (id) => ({ sk: `${at}#${id}`, id, actor: 'ann', changes: [] }),
  },
];

const all = lists.flatMap((list) =>
  list.lists.map((args) => ({ list, args, name: `${list.coordinate} ${JSON.stringify(args)}` })),
);

/** A page of the list, and the requests that read it. */
function page(
  { list, args }: (typeof all)[number],
  more: JsonObject,
  ids: readonly string[] = [],
  nextToken: string | null = null,
) {
  const asked: JsonObject[] = [];
  const outcome = runField(
    resolvers,
    list.coordinate,
    { arguments: { first: 2, ...args, ...more }, identity: admin, source: list.source ?? null },
    (name, request) => {
      asked.push(request);
      if (request.operation === 'GetItem') return { id: args.messageId ?? messageId, publisherId: 'paula' };
      if (request.operation !== 'Query') return obligingSource(name, request);
      return { items: ids.map((id) => list.row(id)), nextToken };
    },
  );
  const queries = asked.filter(({ operation }) => operation === 'Query');
  return { outcome, query: queries[0] };
}

interface Shown {
  readonly edges: readonly { readonly cursor: string }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly endCursor: string | null;
    readonly startCursor: string | null;
  };
}

function shown(outcome: FieldOutcome): Shown {
  if ('error' in outcome) throw new Error(JSON.stringify(outcome.error));
  return outcome.value as unknown as Shown;
}

const refused = { error: { errorType: 'InvalidInput', errorInfo: { field: 'after' } } };

describe.each(all)('$name', (one) => {
  it('goes on from each of its cursors, without a token that would expire', () => {
    const { edges, pageInfo } = shown(page(one, {}, ['a', 'b', 'c'], 'a token of DynamoDB’s').outcome);
    expect([edges.length, pageInfo.hasNextPage, pageInfo.endCursor]).toEqual([2, true, edges[1]?.cursor]);
    for (const { cursor } of edges) {
      const { query, outcome } = page(one, { after: cursor });
      expect(shown(outcome).edges).toEqual([]);
      expect(JSON.stringify(query)).not.toMatch(/nextToken|filter/);
    }
  });

  it('goes on behind what was looked at where DynamoDB stopped early', () => {
    const { edges, pageInfo } = shown(page(one, {}, ['a'], 'token').outcome);
    expect([edges.length, pageInfo.hasNextPage]).toEqual([1, true]);
    expect(shown(page(one, { after: pageInfo.endCursor }).outcome).edges).toEqual([]);
    expect(shown(page(one, {}, ['a'], null).outcome).pageInfo.hasNextPage).toBe(false);
  });

  it('refuses the cursors of every other list', () => {
    const { endCursor } = shown(page(one, {}, ['a'], 'token').outcome).pageInfo;
    for (const other of all) {
      if (other === one) continue;
      expect(page(other, { after: endCursor }).outcome, other.name).toMatchObject(refused);
    }
  });

  it('refuses every cursor that was made up, or changed', () => {
    const { endCursor } = shown(page(one, {}, ['phone'], 'token').outcome).pageInfo;
    const real = Buffer.from(`${endCursor}`, 'base64').toString();
    const made = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.base64String(),
      fc.tuple(fc.constantFrom('k:', 't:', '', 'devices[]\n'), fc.string()).map((parts) => base64(parts.join(''))),
      fc.nat({ max: real.indexOf('\n') }).map((index) => base64(`${real.slice(0, index)}~${real.slice(index + 1)}`)),
      fc.constantFrom(base64(`${real}é`), base64(`${real}\n`), base64(`${real}${'x'.repeat(1024)}`), `${endCursor}=`),
    );
    fc.assert(
      fc.property(made, (after) => {
        const { outcome, query } = page(one, { after });
        // It may be a cursor after all.
        if (
          Buffer.from(after, 'base64')
            .toString()
            .startsWith(real.slice(0, real.indexOf('\n') + 1)) &&
          query !== undefined
        )
          return;
        expect(outcome, after).toMatchObject(refused);
      }),
      runs(20),
    );
  });
});

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}

it('tells apart lists alone: the order of states, the form of a time and the way to a message make no difference', () => {
  const endOf = (coordinate: string, args: JsonObject, source: JsonObject | null = null) => {
    const list = lists.find((one) => one.coordinate === coordinate);
    if (list === undefined) throw new Error(coordinate);
    return shown(
      page({ list: { ...list, ...(source === null ? {} : { source }) }, args, name: '' }, {}, ['a'], 'token').outcome,
    ).pageInfo.endCursor;
  };
  const both = { messageId, status: ['SENT', 'OPENED'] };
  expect(endOf('Query.deliveries', both)).toBe(endOf('Query.deliveries', { messageId, status: ['OPENED', 'SENT'] }));
  expect(endOf('Query.deliveries', { messageId })).toBe(endOf('Message.deliveries', {}, { id: messageId }));
  const utc = new Date(NOW).toISOString();
  expect(endOf('Query.inbox', { changedSince: utc })).toBe(
    endOf('Query.inbox', { changedSince: '2026-01-01T01:00+01:00' }),
  );
  expect(endOf('Query.messages', {})).toBe(endOf('Query.messages', { publisherId: 'paula' }));
});
