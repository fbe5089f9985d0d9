import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { liveProgress, type MessageStatus, type Progress } from '../../client/index.ts';
import type { SubscriptionObserver, Transport } from '../../client/Transport.ts';
import { FakeTimers, settled } from './FakeApi.ts';

const none = {
  ...{ total: 0, queued: 0, sent: 0, providerAccepted: 0, received: 0 },
  ...{ opened: 0, failed: 0, expired: 0, suppressed: 0, cancelled: 0, countedUpTo: '' },
  ...{ platforms: [], subscribers: null },
};

/** What a message of `size` deliveries goes through, one change at a time. */
function history(size: number, fates: readonly ('opened' | 'failed' | 'providerAccepted')[]): Progress[] {
  const counts = { ...none };
  const steps: Progress[] = [];
  const step = (status: MessageStatus = 'SENDING') => {
    if (status === 'SENDING') counts.countedUpTo = `${steps.length + 1}`.padStart(40, '0');
    steps.push({ status, counts: { ...counts } });
  };
  for (let delivery = 0; delivery < size; delivery += 1) {
    counts.total += 1;
    counts.queued += 1;
    step();
  }
  for (let delivery = 0; delivery < size; delivery += 1) {
    counts.queued -= 1;
    counts.sent += 1;
    step();
    counts.sent -= 1;
    counts[fates[delivery] ?? 'opened'] += 1;
    step();
  }
  step('COMPLETED');
  if (counts.failed === 0) return steps;
  // `redeliver`: what failed is queued again, and the message is being sent again.
  while (counts.failed > 0) {
    counts.failed -= 1;
    counts.queued += 1;
    step();
  }
  while (counts.queued > 0) {
    counts.queued -= 1;
    counts.sent += 1;
    step();
  }
  step('COMPLETED');
  return steps;
}

describe('live progress', () => {
  it('never goes back, whatever arrives in whatever order, and ends where the message did', async () => {
    const fate = fc.constantFrom('opened', 'failed', 'providerAccepted');
    const fates = fc.array(fate, { minLength: 1, maxLength: 5 }) as fc.Arbitrary<('opened' | 'failed')[]>;
    const shuffled = fates.chain((chosen) => {
      const steps = history(chosen.length, chosen);
      return fc.tuple(
        fc.constant(steps),
        fc.shuffledSubarray([...steps, ...steps], { minLength: steps.length * 2 }),
        fc.constantFrom(...steps),
      );
    });
    await fc.assert(
      fc.asyncProperty(shuffled, async ([steps, arriving, read]) => {
        let observer: SubscriptionObserver<unknown> | undefined;
        const transport: Transport = {
          request: async () => ({ message: { status: read.status, progress: read.counts } }) as never,
          subscribe(_document, _variables, given) {
            observer = given as SubscriptionObserver<unknown>;
            return () => {};
          },
        };
        const seen: Progress[] = [];
        void (async () => {
          for await (const progress of liveProgress(transport, { messageId: 'm', timers: new FakeTimers() })) {
            seen.push(progress);
          }
        })();
        await settled();
        observer?.established();
        for (const { status, counts } of arriving) {
          observer?.next({ onDeliveryReport: { progress: counts, messageStatus: status } });
        }
        await settled();
        const places = seen.map(({ status, counts }) =>
          steps.findIndex((step) => step.status === status && JSON.stringify(step.counts) === JSON.stringify(counts)),
        );
        expect(places).toEqual(places.toSorted((one, other) => one - other));
        expect(new Set(places).size).toBe(places.length);
        expect(places.at(-1)).toBe(steps.length - 1);
      }),
    );
  });
});
