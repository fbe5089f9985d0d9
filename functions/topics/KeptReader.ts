/** A message attribute, as SNS and SQS have it. */
export interface KeptAttribute {
  readonly DataType: string;
  readonly StringValue?: string;
  readonly BinaryValue?: Uint8Array;
}

/** A message that a subscriber did not take, as SNS sent it to the subscriber's queue. */
export interface KeptMessage {
  /** SNS's envelope in JSON, or with raw delivery the message alone. */
  readonly body: string;
  /** The message's, with raw delivery. Otherwise the envelope has them. */
  readonly attributes?: Readonly<Record<string, KeptAttribute>>;
  /** In a FIFO topic. */
  readonly groupId?: string;
  readonly deduplicationId?: string;
  /** Names it to the queue, while it is hidden from other readers. */
  readonly receipt: string;
}

/** Reads what is kept for a subscriber. `name`: the queue's. */
export interface KeptReader {
  /** Returns about how many messages are kept, 0 without a queue. */
  count(name: string): Promise<number>;
  /** Returns up to ten messages, hidden from other readers for a minute, in order within a group. */
  receive(name: string): Promise<readonly KeptMessage[]>;
  /** Forgets a message that the subscriber took. */
  remove(name: string, message: KeptMessage): Promise<void>;
  /** Lets other readers have a message again. */
  release(name: string, message: KeptMessage): Promise<void>;
}
