import type { AnswerCounts } from '../delivery/CounterRow.ts';

/** What one batch of SNS's logs says of a message to a topic, under `answersKey`. Written once. */
export interface AnswersRow {
  readonly counts: AnswerCounts;
  /** Epoch seconds. */
  readonly ttl: number;
}
