import type { Key } from '../rules/keys.ts';

/** The live feeds that somebody has open: of users (`userFeed`), messages (`messageFeed`) and publishers. */
export interface OpenFeeds {
  /**
   * Returns those of these feeds that are open, or were within the last day, by their `pk`. Consistent: a change that
   * is durable before this call is either reported to a subscriber or read by it after it subscribed.
   * `now`: epoch milliseconds.
   */
  among(feeds: readonly Key[], now: number): Promise<ReadonlySet<string>>;
}
