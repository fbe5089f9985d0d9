/** A mark that the stream has brought. */
export interface PassedMark {
  readonly id: string;
  /** Of its record, padded (`paddedSequenceNumber`). */
  readonly sequenceNumber: string;
}

/**
 * Marks in the stream of a message's deliveries. `reportDeliveries` passes a mark once all that was written before it
 * is counted, and then completes the message if every delivery was attempted.
 */
export interface Marks {
  /** Puts a mark behind all that is written. Returns its id. */
  put(messageId: string): Promise<string>;
  /** Notes that a mark is passed. One that has expired stays away. */
  pass(messageId: string, mark: PassedMark): Promise<void>;
  /** Returns the sequence number of a mark that is passed, else null. Consistent. */
  passedAt(messageId: string, id: string): Promise<string | null>;
}
