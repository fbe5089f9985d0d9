/** A message to a FIFO topic with a deduplication id of its publisher's. */
export interface Deduplicated {
  readonly messageId: string;
  readonly topicId: string;
  readonly groupId: string;
  readonly deduplicationId: string;
}

/** What was published to FIFO topics under deduplication ids. */
export interface Deduplications {
  /** Takes the id for a message. Answers the message that took it in the last 5 minutes, if it was another. `now`: epoch milliseconds. */
  take(message: Deduplicated, now: number): Promise<string | null>;
  /** Notes that another message had this one's id, so that nothing is published of it; unless it ended in another way. */
  recordDuplicate(messageId: string, duplicateOf: string): Promise<void>;
}
