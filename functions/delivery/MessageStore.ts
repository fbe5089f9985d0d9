import type { MessageRow } from '../rules/publishing/MessageRow.ts';

/** How far the fan-out of one shard has come. */
export interface Checkpoint {
  /** Where the current page begins. Absent for the first page. */
  readonly cursor?: string;
  /** Devices of the current page. A repetition may not find all of them again. */
  readonly pending: readonly string[];
  /** Deliveries opened on the earlier pages. */
  readonly opened: number;
  /** Whether the last page is done. */
  readonly finished: boolean;
  /** Grows by one with every write. 0: nothing is written yet. */
  readonly revision: number;
}

/** The shards of a message that are finished. */
export interface FinishedShards {
  readonly shards: number;
  /** Deliveries that they opened together. */
  readonly opened: number;
}

/** Messages, as far as dispatching needs them. `ttl` is the message's. */
export interface MessageStore {
  /** Returns the message as it stands, or null. Consistent. */
  read(messageId: string): Promise<MessageRow | null>;
  /** Marks a message as `SENDING`. Returns `again` if it was, or had failed, and `ended` if it is past that. */
  begin(messageId: string): Promise<'begun' | 'again' | 'ended'>;
  /** Marks a message as `FAILED`, so that a redrive resolves its audience again. Returns false if it has ended. */
  fail(messageId: string): Promise<boolean>;
  /**
   * Records the number of deliveries, once the audience is resolved. The message is completed if all were attempted
   * before.
   */
  expect(messageId: string, deliveries: number, ttl: number): Promise<void>;
  /** Records the users whom the audience names and who have no enabled device. */
  noteWithoutDevice(messageId: string, userIds: readonly string[]): Promise<void>;
  /** Records that all deliveries of the message are open. */
  resolve(messageId: string): Promise<void>;
  /** Consistent. */
  checkpoint(messageId: string, shard: number): Promise<Checkpoint>;
  /** Saves a checkpoint. Returns false if another invocation has written since `next.revision - 1`. */
  saveCheckpoint(messageId: string, shard: number, next: Checkpoint, ttl: number): Promise<boolean>;
  /** Adds a finished shard, once. Returns all finished ones. */
  finishShard(messageId: string, shard: number, opened: number, ttl: number): Promise<FinishedShards>;
}
