import type { MessageRow } from '../rules/publishing/MessageRow.ts';

/** What wakes a message when its time comes. */
export interface Schedule {
  /** Has the message's dispatch put into the queue at this time, in epoch milliseconds. May be repeated. */
  set(message: Pick<MessageRow, 'id'>, at: number): Promise<void>;
  /** Takes it back, if it is still there. */
  clear(messageId: string): Promise<void>;
}
