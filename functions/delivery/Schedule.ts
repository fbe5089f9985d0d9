import type { MessageRow } from '../rules/publishing/MessageRow.ts';

/** Dispatches messages at a later time. */
export interface Schedule {
  /** Has the message's dispatch put into the queue at this time, in epoch milliseconds. May be repeated. */
  set(message: Pick<MessageRow, 'id'>, at: number): Promise<void>;
  /** Cancels that, if it has not happened yet. */
  clear(messageId: string): Promise<void>;
}
