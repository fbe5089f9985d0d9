import type { MessageStatus } from '../../schema/generated/types.ts';
import type { CounterRow } from '../rules/delivery/CounterRow.ts';
import type { Count, ReportingRule } from '../rules/reporting/countChanges.ts';
import type { EventRow } from '../rules/reporting/EventRow.ts';

/** What reporting needs of a message. */
export interface ReportedMessage extends ReportingRule {
  readonly status: MessageStatus;
  readonly publisherId: string;
  readonly ttl: number;
  /** When it was to be sent: at once, or at the time that its publisher gave. ISO 8601. */
  readonly due: string;
}

/** Counts and events of messages. */
export interface ReportStore {
  /** Returns null once the message has expired. Consistent. */
  message(messageId: string): Promise<ReportedMessage | null>;
  /** Returns the counter row, empty before anything was counted. Consistent. */
  counter(messageId: string): Promise<CounterRow>;
  /**
   * Writes a count of at most 99 events in one transaction. Returns false if something was counted since `read`.
   * So a change is counted once, even if the stream brings it again.
   */
  record(messageId: string, read: CounterRow, count: Count): Promise<boolean>;
  /** Returns the events with these sequence numbers, both included. Consistent. */
  events(messageId: string, from: number, to: number): Promise<readonly EventRow[]>;
  /**
   * Marks a message that is `SENDING` as `COMPLETED`. Returns whether it was.
   * `isAnswered`: nothing about it is open any more, so the sweep need not look at it.
   */
  complete(messageId: string, isAnswered: boolean): Promise<boolean>;
}
