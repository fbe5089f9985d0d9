/**
 * What a subscriber could not be given: a queue for each subscriber of admins, for 14 days. One of its own, since raw
 * messages do not name their subscription, and so that redelivery is in order and for that subscriber alone.
 */
export interface KeptMessages {
  /** Returns a new name for the queue of a topic's subscriber. */
  nameFor(topicArn: string): string;
  /** Makes the queue, or finds it. Returns its ARN. */
  prepare(name: string, topicArn: string): Promise<string>;
  /** Deletes the queue with all that it keeps. Succeeds if it does not exist. */
  discard(name: string): Promise<void>;
}
