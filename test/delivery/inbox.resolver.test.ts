import fc from 'fast-check';
import type { JsonObject } from 'local-cloud';
import { runs } from 'local-cloud/testing/effort';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NOW, Resolvers, resultOf } from '../support/runResolver.ts';

let resolvers: Resolvers;
beforeAll(async () => {
  resolvers = await Resolvers.bundle();
});
afterAll(() => resolvers[Symbol.dispose]());

interface Row {
  readonly messageId: string;
  readonly inboxSort: string;
  readonly status: string;
  readonly createdAt: string;
}

const createdAt = new Date(NOW).toISOString();
const arrived = ['SENT', 'PROVIDER_ACCEPTED', 'RECEIVED', 'OPENED'];

/** A user's deliveries, newest first: some messages, each to some devices. */
const inboxes = fc
  .array(fc.array(fc.constantFrom(...arrived, 'FAILED', 'QUEUED'), { minLength: 1, maxLength: 4 }), { maxLength: 8 })
  .map((messages) =>
    messages.flatMap((states, message) =>
      states.map((status, device): Row => {
        const messageId = `M${9 - message}`;
        return { messageId, inboxSort: `${messageId}#device-${9 - device}`, status, createdAt };
      }),
    ),
  );

const opened = (rows: readonly Row[], id: string) =>
  rows.some((row) => row.messageId === id && row.status === 'OPENED');

/** The rows that DynamoDB gives for a step's request. */
function query(rows: readonly Row[], { query: { expressionValues }, limit }: Request): JsonObject {
  const [after, from, to] = [':after', ':from', ':to'].map((name) => expressionValues[name]?.S);
  const matching = rows.filter(
    ({ inboxSort }) =>
      (after === undefined || inboxSort < after) &&
      (from === undefined || inboxSort >= from) &&
      (to === undefined || inboxSort <= to),
  );
  const items = matching.slice(0, limit ?? matching.length);
  return { items: items as unknown as JsonObject[], nextToken: items.length < matching.length ? 'more' : null };
}

interface Request {
  readonly query: { readonly expressionValues: Record<string, { readonly S: string } | undefined> };
  readonly limit?: number;
}

interface Stash {
  readonly page: {
    readonly nodes: readonly Row[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
  readonly opened: Readonly<Record<string, boolean>>;
}

/** Lists a page, as the steps do between them. */
function page(rows: readonly Row[], given: JsonObject): Stash {
  let stash: JsonObject = {};
  for (const step of ['steps/listInbox', 'steps/readCutMessages']) {
    const asked = resolvers.run(step, 'request', { arguments: given, stash });
    if (asked.end.kind === 'earlyReturn') continue;
    const result = query(rows, resultOf(asked) as unknown as Request);
    const answered = resolvers.run(step, 'response', { arguments: given, stash: asked.stash as JsonObject, result });
    resultOf(answered);
    stash = answered.stash as JsonObject;
  }
  return stash as unknown as Stash;
}

describe('an inbox', () => {
  it('knows for each delivery whether any device has opened its message, however pages divide it', () => {
    fc.assert(
      fc.property(inboxes, fc.integer({ min: 1, max: 6 }), fc.boolean(), (rows, first, changes) => {
        const listed: Row[] = [];
        let after: string | null = null;
        do {
          const since = changes ? { changedSince: '2020-01-01T00:00:00Z' } : {};
          const given: JsonObject = { first, ...since, ...(after === null ? {} : { after }) };
          const { page: found, opened: known } = page(
            rows.map((row) => ({ ...row, updatedAt: createdAt })),
            given,
          );
          for (const { messageId } of found.nodes) {
            expect(known[messageId] ?? false, `${messageId} after ${after}`).toBe(opened(rows, messageId));
          }
          listed.push(...found.nodes);
          after = found.pageInfo.hasNextPage ? found.pageInfo.endCursor : null;
        } while (after !== null);
        const expected = rows.filter(({ status }) => changes || arrived.includes(status));
        expect(listed.map(({ inboxSort }) => inboxSort)).toEqual(expected.map(({ inboxSort }) => inboxSort));
      }),
      runs(150),
    );
  });

  const count = (items: readonly JsonObject[], nextToken: string | null = null) =>
    resultOf(resolvers.run('InboxConnection.unreadCount', 'response', { result: { items: [...items], nextToken } }));

  it('counts messages that arrived and that no device has opened', () => {
    fc.assert(
      fc.property(inboxes, (rows) => {
        const ids = new Set(rows.filter(({ status }) => arrived.includes(status)).map(({ messageId }) => messageId));
        const unread = [...ids].filter((id) => !opened(rows, id));
        expect(count(rows as unknown as JsonObject[])).toBe(unread.length);
      }),
      runs(150),
    );
  });

  it('counts up to 100 messages, of the last 90 days, and none whose other devices it did not read', () => {
    const row = (messageId: string, at = NOW): JsonObject => ({
      ...{ messageId, status: 'SENT', createdAt: new Date(at).toISOString() },
    });
    const many = Array.from({ length: 150 }, (_, index) => row(`M${index}`));
    expect(count(many)).toBe(100);
    expect(count([row('M1'), row('M0', NOW - 91 * 86_400_000)])).toBe(1);
    expect(count([row('M2'), row('M1'), row('M1')], 'more')).toBe(1);
  });
});
