/**
 * Returns how long held deliveries wait before they look again, in whole seconds: half of `most` to all of it, so that
 * they do not come back at once. Those that expire before come back then.
 * `random`: from 0 to 1.
 */
export function holdSeconds(most: number, millisecondsLeft: number, random: number): number {
  return Math.min(Math.ceil((most * (1 + random)) / 2), Math.max(1, Math.ceil(millisecondsLeft / 1000)));
}
