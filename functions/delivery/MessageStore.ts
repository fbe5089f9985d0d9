import type { MessageRow } from '../rules/publishing/MessageRow.ts';

/** How far the fan-out of one shard has come. */
export interface Checkpoint {
  /** Where the page under way begins; absent for the first. */
  readonly cursor?: string;
  /** Devices of the page under way: whoever repeats it may not find them all again. */
  readonly pending: readonly string[];
  /** Deliveries made on the pages before. */
  readonly opened: number;
  /** Whether the last page is behind it. */
  readonly finished: boolean;
  /** Counts up with every write; 0 where there is no checkpoint yet. */
  readonly revision: number;
}

/** Messages, as far as dispatching needs them. */
export interface MessageStore {
  /** The message as it stands; null if there is none. Consistent. */
  read(messageId: string): Promise<MessageRow | null>;
  /** Marks a message as being sent. Says whether it was already (`again`), or has ended: completed or cancelled. */
  begin(messageId: string): Promise<'begun' | 'again' | 'ended'>;
  /** Marks a message that is not sent completely as failed, and its audience as to be resolved anew. Answers whether it was. */
  fail(messageId: string): Promise<boolean>;
  /** Says how many deliveries the message has in all, now that its audience is resolved. `ttl`: the message's. */
  expect(messageId: string, deliveries: number, ttl: number): Promise<void>;
  /** Notes that all of the message's deliveries are open. */
  resolve(messageId: string): Promise<void>;
  /** Consistent. */
  checkpoint(messageId: string, shard: number): Promise<Checkpoint>;
  /** Writes a checkpoint if nobody has since its last revision. Answers whether it did. `ttl`: the message's. */
  saveCheckpoint(messageId: string, shard: number, next: Checkpoint, ttl: number): Promise<boolean>;
  /** Adds a finished shard, once, to those of its message. Answers how many are finished, and the deliveries that they have together. */
  finishShard(
    messageId: string,
    shard: number,
    opened: number,
    ttl: number,
  ): Promise<{ readonly shards: number; readonly opened: number }>;
}
