/** `answers`: wrong ones. `sends`: codes and pushes that were not answered. */
export type Counted = 'answers' | 'sends';

/** What is counted of a user in an hour, over all tokens and operations. Times are epoch seconds. */
export interface HourlyCounts {
  /** Counts one, before it is done. False if `limit` were counted in this hour. */
  claim(userId: string, counted: Counted, limit: number, now: number): Promise<boolean>;
  /** Takes back a counted answer that was right, or never checked, or a counted code or push that was answered. */
  giveBack(userId: string, counted: Counted, now: number): Promise<void>;
}
