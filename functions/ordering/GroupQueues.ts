import type { QueuedMessage } from '../rules/ordering/QueuedMessage.ts';

/** How far the first message of a fan-out queue has come. */
export type FanOutProgress = Required<Pick<QueuedMessage, 'reached' | 'opened' | 'pending'>>;

/** The group queues: messages that wait for their turn, by group. */
export interface GroupQueues {
  /** Returns the first message of a queue, or null if the queue is empty. Consistent. */
  first(groupQueue: string): Promise<QueuedMessage | null>;
  /** Queues a message. One that is queued already keeps its devices and gets these too. `ttl`: epoch seconds. */
  put(
    message: Pick<QueuedMessage, 'groupQueue' | 'position' | 'messageId'>,
    deviceIds: readonly string[],
    ttl: number,
  ): Promise<void>;
  /** Lets a message wait until this time. The first wait keeps `since`. Both in epoch milliseconds. */
  hold(message: QueuedMessage, until: number, since: number): Promise<void>;
  /** Saves how far a fan-out has come. */
  checkpoint(message: QueuedMessage, progress: FanOutProgress): Promise<void>;
  /** Counts a failure. */
  noteFailure(message: QueuedMessage): Promise<void>;
  /** Removes a message, unless it was queued again since it was read. */
  remove(message: QueuedMessage): Promise<void>;
}
