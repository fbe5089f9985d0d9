import fc from 'fast-check';
import { runs } from 'local-cloud/testing/effort';
import { describe, expect, it } from 'vitest';
import {
  type AcceptanceKeys,
  type AcceptanceRows,
  type AcceptanceStore,
  TryAgain,
} from '../../functions/publishing/AcceptanceStore.ts';
import { type Ports, publishBatch } from '../../functions/publishing/publishBatch.ts';
import { idempotencyKey } from '../../functions/rules/keys.ts';
import type { IdempotencyRecord } from '../../functions/rules/publishing/idempotency.ts';
import type { MessageRow } from '../../functions/rules/publishing/MessageRow.ts';
import type { BatchEntry } from '../../functions/rules/publishing/prepareMessage.ts';
import { invalidInput } from '../../functions/rules/Refusal.ts';
import type { TopicRow } from '../../functions/rules/topics/TopicRows.ts';
import type { PublishInput } from '../../schema/generated/types.ts';
import { sampleTopic } from '../topics/samples.ts';

const NOW = Date.parse('2026-01-01T00:00:00Z');

/** Everything but `nobody` is a known recipient. */
class Store implements AcceptanceStore {
  readonly messages = new Map<string, MessageRow>();
  readonly records = new Map<string, IdempotencyRecord>();
  readonly topics = new Map<string, TopicRow>();
  /** Returns how a write of this title fails, if it does. Called once an attempt. */
  failure: (title: string) => Error | null = () => null;
  /** Writes that were tried, by title. */
  readonly tried: string[] = [];

  async read({ record, recipients, topicId }: AcceptanceKeys): Promise<AcceptanceRows> {
    await Promise.resolve();
    return {
      record: this.records.get(record.pk) ?? null,
      recipients: recipients.filter(({ pk }) => !pk.includes('nobody')),
      topic: this.topics.get(topicId ?? '') ?? null,
    };
  }

  async accept(message: MessageRow, record: IdempotencyRecord): Promise<IdempotencyRecord | null> {
    const title = `${message.content.title}`;
    this.tried.push(title);
    await Promise.resolve();
    const failure = this.failure(title);
    if (failure) throw failure;
    const earlier = this.records.get(record.pk);
    if (earlier && earlier.expiresAt > record.expiresAt - 86_400) return earlier;
    this.records.set(record.pk, record);
    this.messages.set(message.id, message);
    return null;
  }

  async message(messageId: string): Promise<MessageRow | null> {
    return this.messages.get(messageId) ?? null;
  }
}

function world() {
  const store = new Store();
  const timer = Promise.withResolvers<void>();
  const waits: number[] = [];
  const time = { now: NOW };
  const ports: Ports = {
    clock: { now: () => time.now },
    store,
    wait: async (milliseconds) => {
      waits.push(milliseconds);
      time.now += milliseconds;
    },
    startTimer: () => ({ ended: timer.promise, cancel: () => {} }),
    random: () => 0.999,
    entropy: (bytes) => new Uint8Array(bytes).fill(7),
    logFailure: () => {},
  };
  return {
    store,
    waits,
    time,
    endTimer: timer.resolve,
    run: (entries: readonly BatchEntry[]) => publishBatch(ports, 'paula', entries),
  };
}

function entry(id: string, message: Partial<PublishInput> = {}): BatchEntry {
  const given = { idempotencyKey: id, audience: { userIds: ['ann'] }, content: { title: id }, ...message };
  return { id, message: given, arguments: JSON.stringify(given) };
}

describe('publishBatch', () => {
  it('accepts the entries of a group one after the other, in the order of the input, and none behind one that is to be tried again', async () => {
    const kind = fc.record({
      fate: fc.oneof({ weight: 6, arbitrary: fc.constant('good') }, fc.constantFrom('empty', 'later')),
      userIds: fc.constantFrom<string[]>(['ann'], ['ben'], ['ann', 'ben'], ['cleo']),
      group: fc.constantFrom('a', 'b', null),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(kind, { minLength: 1, maxLength: 30 }), async (kinds) => {
        const { store, run } = world();
        store.failure = (title) => (title.endsWith('later') ? new TryAgain('throttled') : null);
        const entries = kinds.map(({ fate, userIds, group }, index) =>
          entry(`${index}-${fate}`, {
            audience: { userIds },
            ...(fate === 'empty' ? { content: { title: '' } } : {}),
            ...(group === null ? {} : { options: { groupId: group } }),
          }),
        );
        const results = await run(entries);
        const written = [...store.messages.values()];
        for (const user of ['ann', 'ben', 'cleo']) {
          for (const group of ['a', 'b']) {
            const of = (message: MessageRow) =>
              message.options.groupId === group && message.audience.userIds?.includes(user);
            const own = written.filter((message) => of(message) === true);
            expect(own.map(({ content }) => Number.parseInt(`${content.title}`, 10))).toEqual(
              own.map(({ content }) => Number.parseInt(`${content.title}`, 10)).toSorted((one, two) => one - two),
            );
            expect(own.map(({ sequence }) => sequence)).toEqual(own.map(({ sequence }) => sequence).toSorted());
            const failed = kinds.findIndex(
              (each, index) =>
                each.group === group && each.userIds.includes(user) && results[index]?.error?.retryable === true,
            );
            const behind = kinds
              .map((each, index) => ({ ...each, index }))
              .filter(({ index, ...each }) => failed >= 0 && index > failed && each.group === group)
              .filter(({ userIds, fate }) => userIds.includes(user) && fate === 'good');
            for (const { index } of behind) expect(results[index]?.error?.code).toBe('Unavailable');
          }
        }
        // What has no group waits for nobody.
        for (const [index, { fate, group }] of kinds.entries()) {
          if (group === null && fate === 'good') expect(results[index]?.error).toBeNull();
        }
      }),
      runs(100),
    );
  });

  it('answers every entry once, in the order of the input, whatever becomes of the others', async () => {
    const kind = fc.constantFrom('good', 'empty', 'unknown', 'later', 'broken');
    await fc.assert(
      fc.asyncProperty(fc.array(kind, { minLength: 1, maxLength: 40 }), async (kinds) => {
        const { store, run } = world();
        store.failure = (title) => {
          if (title.endsWith('later')) return new TryAgain('throttled');
          return title.endsWith('broken') ? new Error('AccessDenied') : null;
        };
        const entries = kinds.map((each, index) =>
          entry(`${index}-${each}`, {
            ...(each === 'empty' ? { content: { title: '' } } : {}),
            ...(each === 'unknown' ? { audience: { userIds: ['nobody'] } } : {}),
          }),
        );
        const results = await run(entries);
        expect(results.map(({ id }) => id)).toEqual(entries.map(({ id }) => id));
        const codes = {
          empty: 'InvalidInput',
          unknown: 'UnknownRecipient',
          later: 'Unavailable',
          broken: 'Unavailable',
        };
        for (const [index, each] of kinds.entries()) {
          const { message, error } = results[index] ?? {};
          expect(error?.code).toBe(each === 'good' ? undefined : codes[each]);
          expect(error?.retryable ?? false).toBe(each === 'later' || each === 'broken');
          expect(error?.senderFault ?? false).toBe(each === 'empty' || each === 'unknown');
          expect(message?.content.title).toBe(each === 'good' ? `${index}-${each}` : undefined);
        }
        expect(store.messages.size).toBe(kinds.filter((each) => each === 'good').length);
        const ids = results.flatMap(({ message }) => (message ? [message.id] : []));
        expect(ids).toEqual(ids.toSorted());
      }),
      runs(40),
    );
  });

  it('repeats only what may go through, waiting longer each time', async () => {
    const { store, waits, run } = world();
    let left = 3;
    store.failure = (title) => {
      if (title === 'broken') return new Error('AccessDenied');
      left -= title === 'late' ? 1 : 0;
      return title === 'late' && left >= 0 ? new TryAgain('throttled') : null;
    };
    const results = await run([entry('late'), entry('good'), entry('broken')]);
    expect(results.map(({ error }) => error?.code ?? null)).toEqual([null, null, 'Unavailable']);
    expect(store.tried.filter((title) => title === 'late')).toHaveLength(4);
    expect(store.tried.filter((title) => title !== 'late').toSorted()).toEqual(['broken', 'good']);
    expect(waits).toEqual([99, 199, 399]);
  });

  it('gives up after six attempts, and when time is short', async () => {
    const busy = world();
    busy.store.failure = () => new TryAgain('conflict');
    expect(await busy.run([entry('a')])).toMatchObject([{ error: { code: 'Unavailable', retryable: true } }]);
    expect(busy.store.tried).toHaveLength(6);
    const slow = world();
    slow.store.failure = () => {
      slow.time.now += 10_000;
      return new TryAgain('slow');
    };
    await slow.run([entry('a')]);
    expect(slow.store.tried).toHaveLength(2);
  });

  it('answers in time though an entry hangs, which may be tried again', async () => {
    const { store, endTimer, run } = world();
    const accept = store.accept.bind(store);
    store.accept = (message, record) =>
      message.content.title === 'hangs' ? new Promise(() => {}) : accept(message, record);
    const running = run([entry('hangs'), entry('good'), entry('other')]);
    // Once all that can be accepted is.
    setImmediate(endTimer);
    const results = await running;
    expect(results.map(({ id, error }) => [id, error?.code, error?.retryable])).toEqual([
      ['hangs', 'Unavailable', true],
      ['good', undefined, undefined],
      ['other', undefined, undefined],
    ]);
  });

  it('knows again what was accepted, by this or by publish, and refuses a key with other arguments', async () => {
    const { store, run } = world();
    const [first] = await run([entry('a')]);
    expect(await run([entry('a')])).toMatchObject([{ replayed: true, message: { id: first?.message?.id } }]);
    expect(store.records.keys().toArray()).toEqual([idempotencyKey('Mutation.publish', 'paula', 'a').pk]);
    expect(await run([entry('a', { content: { title: 'b' } })])).toMatchObject([
      { message: null, error: { code: 'IdempotencyKeyReused', senderFault: true, retryable: false } },
    ]);
  });

  it('answers a repeated entry though its recipients have gone', async () => {
    const { store, run } = world();
    await run([entry('a')]);
    const look = store.read.bind(store);
    store.read = async (question) => ({ ...(await look(question)), recipients: [] });
    expect(await run([entry('a')])).toMatchObject([{ replayed: true, error: null }]);
  });

  it('no longer counts a record past its day', async () => {
    const { time, run } = world();
    const [first] = await run([entry('a')]);
    time.now += 86_400_000;
    const [second] = await run([entry('a', { content: { title: 'b' } })]);
    expect(second).toMatchObject({ replayed: false, error: null });
    expect(second?.message?.id).not.toBe(first?.message?.id);
  });

  it('accepts the first of two entries with one key', async () => {
    const { store, run } = world();
    const one = { idempotencyKey: 'one', content: { title: 'one' } };
    const results = await run([
      entry('one', one),
      entry('twin', one),
      entry('other', { ...one, content: { title: 'other' } }),
    ]);
    expect(results).toMatchObject([
      { replayed: false, error: null },
      { replayed: true, message: { id: results[0]?.message?.id } },
      { error: { code: 'IdempotencyKeyReused' } },
    ]);
    expect(store.messages.size).toBe(1);
  });

  it('lists the unreachable, schedules, and asks a FIFO topic for a group', async () => {
    const { store, run } = world();
    store.topics.set('t', sampleTopic({ id: 't', type: 'FIFO' }));
    const to = (groupId?: string) => ({ audience: { topic: { topicId: 't', ...(groupId ? { groupId } : {}) } } });
    const results = await run([
      entry('some', { audience: { userIds: ['ann', 'nobody'] } }),
      entry('later', { scheduledAt: '2026-01-01T01:01+01:00' }),
      entry('far', { scheduledAt: '2027-01-02T00:00Z' }),
      entry('local', { scheduledAt: '2026-01-01T01:01:00' }),
      entry('group', to('g')),
      entry('none', to()),
      entry('gone', { audience: { topic: { topicId: 'other' } } }),
      { id: 'deep', refusal: invalidInput('input.content.data', 'deep', 'flat') },
      entry('large', { content: { title: 'x', data: { a: 'x'.repeat(4000) } as never } }),
      entry('text', { content: { title: 'x', data: 'not JSON' } }),
    ]);
    expect(results).toMatchObject([
      { unreachable: ['nobody'], error: null },
      { message: { status: 'SCHEDULED', scheduledAt: '2026-01-01T00:01:00.000Z' } },
      { error: { code: 'InvalidInput', errorInfo: { field: 'input.scheduledAt' } } },
      { error: { code: 'InvalidInput', errorInfo: { field: 'input.scheduledAt' } } },
      { message: { status: 'ACCEPTED' } },
      { error: { code: 'InvalidInput', errorInfo: { field: 'input.audience.topic.groupId' } } },
      { error: { code: 'NotFound' } },
      { error: { code: 'InvalidInput', errorInfo: { field: 'input.content.data' } } },
      { error: { code: 'MessageTooLarge', errorInfo: { platform: 'APNS' } } },
      { error: { code: 'InvalidInput', errorInfo: { field: 'input.content.data' } } },
    ]);
  });
});
