/** A message to a FIFO topic whose publisher gave a deduplication id. */
export interface Deduplicated {
  readonly messageId: string;
  readonly topicId: string;
  readonly groupId: string;
  readonly deduplicationId: string;
}

/** The deduplication ids of messages to FIFO topics. */
export interface Deduplications {
  /**
   * Takes the id for a message. Returns null, or the id of another message that took it in the last 5 minutes.
   * `now`: epoch milliseconds.
   */
  take(message: Deduplicated, now: number): Promise<string | null>;
  /** Marks a message as a duplicate, so that it is not published. A message that has ended stays as it is. */
  recordDuplicate(messageId: string, duplicateOf: string): Promise<void>;
}
