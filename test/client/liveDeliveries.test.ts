import fc from 'fast-check';
import { runs } from 'local-cloud/testing/effort';
import { beforeEach, describe, expect, it } from 'vitest';
import { HeliographError, liveDeliveries } from '../../client/index.ts';
import { FakeApi, FakeTimers, settled } from './FakeApi.ts';

let api: FakeApi;
let timers: FakeTimers;
beforeEach(() => {
  api = new FakeApi();
  timers = new FakeTimers();
});

/** Collects what a feed gives, in the background. */
function follow(feed: AsyncIterableIterator<{ readonly sequence: number }>) {
  const seen: number[] = [];
  const ended = (async () => {
    for await (const { sequence } of feed) seen.push(sequence);
  })();
  return { seen, ended };
}

const upTo = (last: number, after = 0) => Array.from({ length: last - after }, (_, index) => after + index + 1);
const expired = new HeliographError([
  { errorType: 'UnauthorizedException', message: 'Token has expired.', errorInfo: {} },
]);
const notFound = new HeliographError([{ errorType: 'NotFound', message: 'There is no such message.', errorInfo: {} }]);

describe('a live feed of deliveries', () => {
  it('reads the past once the subscription stands, all pages of it, then gives what arrives', async () => {
    api.happen(8);
    const { seen } = follow(liveDeliveries(api, { messageId: 'm', timers }));
    await settled();
    expect([api.requests, seen]).toEqual([0, []]);
    api.arrive(0);
    await settled();
    expect(seen).toEqual(upTo(8));
    api.happen(2);
    api.arrive(0);
    await settled();
    expect(seen).toEqual(upTo(10));
  });

  it('begins after what was seen', async () => {
    api.happen(5);
    const { seen } = follow(liveDeliveries(api, { messageId: 'm', after: 3, timers }));
    await settled();
    api.arrive(0);
    await settled();
    expect(seen).toEqual([4, 5]);
  });

  it('fills a hole by reading, before it gives what came after it', async () => {
    const { seen } = follow(liveDeliveries(api, { messageId: 'm', timers }));
    await settled();
    api.arrive(0);
    await settled();
    api.happen(1);
    api.happen(1);
    api.lose(0);
    api.arrive(0);
    await settled();
    expect(seen).toEqual([1, 2]);
  });

  it('finds what no report announced', async () => {
    const { seen } = follow(liveDeliveries(api, { messageId: 'm', timers }));
    await settled();
    api.arrive(0);
    await settled();
    api.happen(1);
    api.lose(0);
    await settled();
    expect(seen).toEqual([]);
    timers.fire();
    await settled();
    expect(seen).toEqual([1]);
  });

  it('subscribes again after a disconnect, and reads again where the first reading fails', async () => {
    const { seen } = follow(liveDeliveries(api, { messageId: 'm', timers }));
    await settled();
    api.arrive(0);
    await settled();
    api.disconnect();
    api.happen(4);
    api.failures.push(new TypeError('fetch failed'), new TypeError('fetch failed'));
    timers.fire();
    api.arrive(0);
    for (let attempt = 0; attempt < 3; attempt += 1) {
      await settled();
      timers.fire();
    }
    await settled();
    expect(api.subscriptions).toBe(2);
    expect(seen).toEqual(upTo(4));
  });

  it('ends with the refusal where there is nothing to follow', async () => {
    api.refusals.push(notFound);
    await expect(follow(liveDeliveries(api, { messageId: 'm', timers })).ended).rejects.toBe(notFound);
    expect(timers.pending).toBe(0);
  });

  it('takes a refused token for final only once those fetched afterwards are refused too', async () => {
    api.refusals.push(...Array.from({ length: 4 }, () => expired));
    const { seen, ended } = follow(liveDeliveries(api, { messageId: 'm', timers }));
    api.happen(2);
    await settled();
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      expect([api.subscriptions, api.renewals]).toEqual([attempt, attempt - 1]);
      timers.fire();
      await settled();
    }
    await expect(ended).rejects.toBe(expired);
    expect([seen, api.subscriptions, timers.pending]).toEqual([[1, 2], 4, 0]);
  });

  it('does the same where reading is refused', async () => {
    const { ended } = follow(liveDeliveries(api, { messageId: 'm', timers }));
    await settled();
    api.failures.push(...Array.from({ length: 4 }, () => expired));
    api.arrive(0);
    await settled();
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      timers.fire();
      await settled();
    }
    await expect(ended).rejects.toBe(expired);
    expect([api.requests, timers.pending]).toEqual([4, 0]);
  });

  it('survives any number of expiries, each of which a fresh token mends, and no refusal counts while none can be fetched', async () => {
    const { seen } = follow(liveDeliveries(api, { messageId: 'm', timers }));
    await settled();
    api.arrive(0);
    await settled();
    for (let expiry = 1; expiry <= 6; expiry += 1) {
      api.refusals.push(...Array.from({ length: 8 }, () => expired));
      api.offline = true;
      api.disconnect(expired);
      api.happen(1);
      for (let attempt = 0; attempt < 8; attempt += 1) {
        timers.fire();
        await settled();
      }
      api.offline = false;
      timers.fire();
      await settled();
      while (api.flying > 0) api.arrive(0);
      await settled();
      expect(seen).toEqual(upTo(expiry));
    }
  });

  it('ends when it is left, even while it waits, and leaves nothing behind', async () => {
    const feed = liveDeliveries(api, { messageId: 'm', timers });
    const waiting = feed.next();
    api.arrive(0);
    await settled();
    expect(api.subscribers.size).toBe(1);
    await feed.return?.();
    expect(await waiting).toEqual({ done: true, value: undefined });
    expect(await feed.next()).toEqual({ done: true, value: undefined });
    expect([api.subscribers.size, timers.pending]).toEqual([0, 0]);
  });

  it('ends by its signal', async () => {
    const abort = new AbortController();
    const { seen, ended } = follow(liveDeliveries(api, { messageId: 'm', timers, signal: abort.signal }));
    await settled();
    api.happen(1);
    api.arrive(0);
    await settled();
    abort.abort();
    await ended;
    expect([seen, api.subscribers.size, timers.pending]).toEqual([[1], 0, 0]);
    await follow(liveDeliveries(api, { messageId: 'm', timers, signal: abort.signal })).ended;
    expect(api.subscriptions).toBe(1);
  });

  it('over any network gives every event once, in order', async () => {
    const number = fc.nat(50);
    const step = fc.oneof(
      fc.record({ kind: fc.constant('happen' as const), number: fc.integer({ min: 1, max: 4 }) }),
      fc.record({
        kind: fc.constantFrom(
          'arrive',
          'arrive',
          'arrive',
          'duplicate',
          'lose',
          'fire',
          'fail',
          'refuse',
          'expire',
        ) as fc.Arbitrary<'arrive' | 'duplicate' | 'lose' | 'fire' | 'fail' | 'refuse' | 'expire'>,
        number,
      }),
      fc.record({ kind: fc.constant('disconnect' as const), number }),
      fc.record({ kind: fc.constant('renew' as const), number: fc.nat(4) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 80 }), fc.nat(5), async (steps, before) => {
        api = new FakeApi();
        timers = new FakeTimers();
        api.happen(before);
        const { seen } = follow(liveDeliveries(api, { messageId: 'm', timers }));
        await settled();
        for (const { kind, number } of steps) {
          if (kind === 'fire') timers.fire();
          else if (kind === 'fail') api.failures.push(new TypeError('fetch failed'));
          else if (kind === 'refuse') api.refusals.push(new Error('Connection closed'));
          else if (kind === 'expire') api.disconnect(expired);
          else if (kind === 'disconnect') api.disconnect();
          else api[kind](number);
          await settled();
          expect(seen).toEqual(upTo(seen.length));
        }
        // The network recovers: what is due happens.
        for (let round = 0; round < 200 && seen.length < api.events.length; round += 1) {
          while (api.flying > 0) api.arrive(0);
          timers.fire();
          await settled();
        }
        expect(seen).toEqual(upTo(api.events.length));
      }),
      runs(300),
    );
  });
});
