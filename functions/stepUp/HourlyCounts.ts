/**
 * `answers`: wrong answers. `sends`: codes and pushes that nobody answered. `refusals`: attempts at what is no open
 * challenge of the user's, or beyond a limit.
 */
export type Counted = 'answers' | 'sends' | 'refusals';

/** Counts of a user in an hour, over all tokens and operations. Times are epoch seconds. */
export interface HourlyCounts {
  /** Counts one before it is done. Returns false if `limit` are counted in this hour. */
  claim(userId: string, counted: Counted, limit: number, now: number): Promise<boolean>;
  /** Takes one back: an answer that was right or not checked, or a code or push that was answered. */
  giveBack(userId: string, counted: Counted, now: number): Promise<void>;
}
