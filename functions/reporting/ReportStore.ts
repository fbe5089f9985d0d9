import type { MessageStatus, Reporting } from '../../schema/generated/types.ts';
import type { CounterRow } from '../rules/delivery/CounterRow.ts';
import type { Count } from '../rules/reporting/countChanges.ts';
import type { EventRow } from '../rules/reporting/EventRow.ts';

/** What reporting needs to know of a message. */
export interface ReportedMessage {
  readonly status: MessageStatus;
  readonly reporting: Reporting;
}

/** Counts and events of messages. */
export interface ReportStore {
  /** Null once the message has expired. Consistent. */
  message(messageId: string): Promise<ReportedMessage | null>;
  /** Consistent; empty before anything was counted. */
  counter(messageId: string): Promise<CounterRow>;
  /**
   * Writes a count, at most 99 events, in one transaction, if nothing was counted since `read` was. Answers whether it did: a change is counted once,
   * however often the stream brings it.
   */
  record(messageId: string, read: CounterRow, count: Count): Promise<boolean>;
  /** Events with these sequence numbers, both included. Consistent. */
  events(messageId: string, from: number, to: number): Promise<readonly EventRow[]>;
  /** Marks a message that is being sent as completed. Answers whether it was. */
  complete(messageId: string): Promise<boolean>;
}
