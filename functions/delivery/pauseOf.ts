import type { Undelivered } from './Delivered.ts';

/**
 * Returns the seconds after which deliveries that wait together are tried again: the longest of their pauses, or when
 * the first of those looks again whose platform is held.
 */
export function pauseOf(waiting: readonly Undelivered[]): number {
  const held = waiting.filter(({ kind }) => kind === 'held');
  if (held.length > 0) return Math.min(...held.map(({ seconds }) => seconds));
  return Math.max(...waiting.map(({ seconds }) => seconds));
}
