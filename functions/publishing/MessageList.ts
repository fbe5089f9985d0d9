import type { MessageRow } from '../rules/publishing/MessageRow.ts';

/** A message as lists show it, without its texts. */
export type ListedMessage = Pick<
  MessageRow,
  | 'id'
  | 'publisherId'
  | 'status'
  | 'audience'
  | 'createdAt'
  | 'scheduledAt'
  | 'expiresAt'
  | 'reporting'
  | 'unreachable'
  | 'withoutDevice'
>;

export interface IdRange {
  /** Only ids that are not below it. '': all. */
  readonly since: string;
  /** Only ids below it. Null: all. */
  readonly before: string | null;
  /** Ids to return, at most. */
  readonly limit: number;
}

/** All messages by the time of their acceptance. Eventually consistent. */
export interface MessageList {
  /** Returns the newest ids of the range, descending: those of one publisher, or of all. */
  ids(range: IdRange, publisherId: string | null): Promise<readonly string[]>;
  /** Returns the messages with these ids that exist, in any order. At most 500. */
  read(ids: readonly string[]): Promise<readonly ListedMessage[]>;
}
