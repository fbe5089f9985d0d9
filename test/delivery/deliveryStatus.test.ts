import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allStatuses, statesBefore, supersedes } from '../../functions/rules/delivery/deliveryStatus.ts';
import type { DeliveryStatus } from '../../schema/generated/types.ts';

const status = fc.constantFrom(...allStatuses);

/** Where a delivery ends that is told these things in this order. */
function told(events: readonly DeliveryStatus[]): DeliveryStatus {
  return events.reduce<DeliveryStatus>((now, next) => (supersedes(next, now) ? next : now), 'QUEUED');
}

describe('transitions', () => {
  it('end in the same state in every order and however often they are told', () => {
    const events = fc.array(status, { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(
        events.chain((told) =>
          fc.tuple(fc.constant(told), fc.shuffledSubarray([...told, ...told], { minLength: told.length * 2 })),
        ),
        ([once, shuffled]) => {
          expect(told(shuffled)).toBe(told(once));
        },
      ),
    );
  });

  it('never go back', () => {
    fc.assert(
      fc.property(status, status, (one, other) => {
        expect(supersedes(one, other) && supersedes(other, one)).toBe(false);
        expect(one === other || supersedes(one, other) || supersedes(other, one)).toBe(true);
        expect(statesBefore(one).includes(other)).toBe(supersedes(one, other));
      }),
    );
  });

  it('keep what the app itself says over any failure reported of it', () => {
    expect(told(['SENT', 'FAILED', 'RECEIVED', 'EXPIRED', 'OPENED', 'FAILED'])).toBe('OPENED');
    expect(told(['SENT', 'FAILED', 'PROVIDER_ACCEPTED'])).toBe('FAILED');
  });
});
