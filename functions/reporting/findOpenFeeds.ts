import type { Clock } from '../rules/Clock.ts';
import type { Key } from '../rules/keys.ts';
import type { LogFailure } from '../rules/LogFailure.ts';
import type { OpenFeeds } from './OpenFeeds.ts';

export interface Ports {
  readonly clock: Clock;
  readonly openFeeds: OpenFeeds;
  readonly logFailure: LogFailure;
}

/** Returns whether one of these feeds is open. If that cannot be read, all of them count as open. */
export async function findOpenFeeds(
  { clock, openFeeds, logFailure }: Ports,
  feeds: readonly Key[],
): Promise<(feed: Key) => boolean> {
  if (feeds.length === 0) return () => false;
  try {
    const open = await openFeeds.among(feeds, clock.now());
    return ({ pk }) => open.has(pk);
  } catch (error) {
    logFailure('The open feeds were not read', error);
    return () => true;
  }
}
