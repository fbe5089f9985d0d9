/** What happened to a platform's pushes, by the minute, under `platformMinuteKey`. Absent numbers are 0. */
export interface MinuteCounts {
  /** Pushes that SNS accepted in this minute. */
  readonly sent?: number;
  /** Those of them that the push service has answered since. */
  readonly answered?: number;
  /** Answers that came in this minute, to pushes of any minute. */
  readonly answers?: number;
  /** Those of them that blame the platform. */
  readonly failed?: number;
}

export interface MinuteRow extends MinuteCounts {
  /** Epoch minutes. */
  readonly minute: number;
}

const MINUTE = 60_000;

/** Returns the minute of a time in epoch milliseconds, in epoch minutes. */
export function minuteOf(time: number): number {
  return Math.floor(time / MINUTE);
}
