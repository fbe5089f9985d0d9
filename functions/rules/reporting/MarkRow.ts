/** A mark in the stream of a message's deliveries, under `markKey`. */
export interface MarkRow {
  /** Set once it is passed: the stream's sequence number of the mark, padded. */
  readonly passedAt?: string;
  /** Epoch seconds. */
  readonly ttl: number;
}
