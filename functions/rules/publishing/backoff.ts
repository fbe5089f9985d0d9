const FIRST_MILLISECONDS = 50;
const MOST_MILLISECONDS = 2000;

/** Milliseconds to wait after the `attempt`-th failure (from 1): exponential, with full jitter. `random`: 0 up to, not including, 1. */
export function backoff(attempt: number, random: number): number {
  return Math.floor(random * Math.min(MOST_MILLISECONDS, FIRST_MILLISECONDS * 2 ** attempt));
}
