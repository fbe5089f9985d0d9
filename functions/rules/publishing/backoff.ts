const FIRST_MILLISECONDS = 50;
const MOST_MILLISECONDS = 2000;

/**
 * Returns the milliseconds to wait after this failure (from 1): exponential, with full jitter. `random`: from 0 to 1.
 */
export function backoff(attempt: number, random: number): number {
  return Math.floor(random * Math.min(MOST_MILLISECONDS, FIRST_MILLISECONDS * 2 ** attempt));
}
