// Runs in APPSYNC_JS too.
import type { DeliveryReason } from '../../../schema/generated/types.ts';
import { invalidInput, type Refusal } from '../Refusal.ts';
import { retryableReasons } from './retryableReasons.ts';

const MOST_REASONS = 20;

const retryable = Object.keys(retryableReasons).filter((name) => retryableReasons[name as DeliveryReason]);
/** A delivery that nobody answered for may have arrived, so that its second push is asked for by name alone. */
const usual = retryable.filter((name) => name !== 'NO_ANSWER');

/**
 * Returns the reasons that a redelivery is for, sorted, each once: those given, or without any all retryable ones but
 * `NO_ANSWER`.
 */
export function redeliverableReasons(given: readonly DeliveryReason[] | null | undefined): DeliveryReason[] {
  const named: readonly string[] = given ?? usual;
  return [...retryable].sort().filter((name) => named.indexOf(name) >= 0) as DeliveryReason[];
}

/** Returns why deliveries that failed for these reasons are not sent again, or null. */
export function validateReasons(given: readonly DeliveryReason[] | null | undefined): Refusal | null {
  if (!given) return null;
  const limit = `at least one of ${retryable.join(', ')}`;
  if (given.length === 0) return invalidInput('input.reasons', 'empty', limit);
  // APPSYNC_JS takes 1,000 steps of a list.
  if (given.length > MOST_REASONS) {
    return invalidInput('input.reasons', `${given.length} reasons`, `at most ${MOST_REASONS}`);
  }
  const wrong = given.find((reason) => !retryableReasons[reason]);
  return wrong ? invalidInput('input.reasons', wrong, limit) : null;
}
