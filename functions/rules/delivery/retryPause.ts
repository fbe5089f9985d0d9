/** The longest delay of an SQS queue. */
export const LONGEST_DELAY_SECONDS = 900;
/** A delivery is tried once more this long before its expiry, or halfway to it. */
const LAST_TRY_SECONDS = 10;

/**
 * Returns the whole seconds until SNS is asked again: capped exponential backoff with full jitter, at least 1.
 * No pause leaps over the last moments before the expiry. The one after the last try ends with the expiry.
 * `attempts`: from 1. `jitter`: from 0 to 1. `secondsLeft`: until the expiry.
 */
export function retryPause(attempts: number, jitter: number, secondsLeft: number): number {
  if (secondsLeft < 2) return Math.max(1, Math.ceil(secondsLeft));
  const backoff = Math.min(LONGEST_DELAY_SECONDS, 2 ** attempts) * jitter;
  const untilLastTry = Math.max(secondsLeft - LAST_TRY_SECONDS, secondsLeft / 2);
  return Math.max(1, Math.ceil(Math.min(backoff, untilLastTry)));
}
