import type { PushPlatform } from '../../../schema/generated/types.ts';
import type { PlatformRow } from '../breaker/PlatformRow.ts';

/** By then the work that was held has come back from the queue. */
const AFTER_CLOSING_MILLISECONDS = 1_800_000;

/** Returns the platforms whose deliveries wait for a breaker, or did a moment ago. `now`: epoch milliseconds. */
export function restingPlatforms(breakers: readonly PlatformRow[], now: number): ReadonlySet<PushPlatform> {
  const resting = breakers.filter(
    ({ heldBecause, since }) => heldBecause !== undefined || Date.parse(since) + AFTER_CLOSING_MILLISECONDS > now,
  );
  return new Set(resting.map(({ platform }) => platform));
}
