/** A message in a group queue. It stays there from its acceptance until this queue has nothing left to do with it. */
export interface QueuedMessage {
  /** Partition key: `topicQueue`, `fanOutQueue`, `followerQueue` or `userQueue`. */
  readonly groupQueue: string;
  /** Sort key: `positionOf` before SNS has the message, `fanOutPosition` after. */
  readonly position: string;
  readonly messageId: string;
  /** The devices that this queue sends the message to. */
  readonly deviceIds: readonly string[];
  /** The message is not tried before this time, in epoch milliseconds. A wake-up is due then. */
  readonly notBefore?: number;
  /** Since when it holds back the messages behind it, in epoch milliseconds: SNS did not take it then. */
  readonly heldSince?: number;
  /** Attempts that failed without an answer from SNS. */
  readonly failures: number;
  /** Fan-out: the last follower whose queue has the message. */
  readonly reached?: string | undefined;
  /** Fan-out: deliveries opened so far. */
  readonly opened?: number;
  /** Fan-out: devices of the current page, by user. A repetition may not find all of them again. */
  readonly pending?: Readonly<Record<string, readonly string[]>>;
  /** Grows by one whenever the message is queued again. */
  readonly revision: number;
}
