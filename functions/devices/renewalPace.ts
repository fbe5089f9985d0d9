import type { Clock } from '../rules/Clock.ts';

/** Returns whether something may begin now, so often a second at most, without waiting. */
export function renewalPace(clock: Clock, perSecond: number): () => boolean {
  let next = 0;
  return () => {
    const now = clock.now();
    if (now < next) return false;
    next = now + 1000 / perSecond;
    return true;
  };
}
