import type { DeduplicationId } from '../rules/keys.ts';

/** A message to a FIFO topic whose publisher gave a deduplication id. */
export interface Deduplicated extends DeduplicationId {
  readonly messageId: string;
}

/** The deduplication ids of messages to FIFO topics. */
export interface Deduplications {
  /**
   * Takes the id for a message. Returns null, or the id of another message of the publisher that took it in the last 5
   * minutes.
   * `now`: epoch milliseconds.
   */
  take(message: Deduplicated, now: number): Promise<string | null>;
  /** Marks a message as a duplicate, so that it is not published. A message that has ended stays as it is. */
  recordDuplicate(messageId: string, duplicateOf: string): Promise<void>;
}
