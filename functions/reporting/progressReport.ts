import type { MessageStatus, ReportDeliveriesInput } from '../../schema/generated/types.ts';
import type { CounterRow } from '../rules/delivery/CounterRow.ts';
import { progressOf } from '../rules/delivery/progressOf.ts';

export interface MessageState {
  readonly messageId: string;
  readonly publisherId: string;
  readonly status: MessageStatus;
  readonly counter: CounterRow;
}

/**
 * Returns the report of a message's state. It alone names the publisher: users get no report without their own id, so
 * they do not learn who publishes.
 */
export function progressReport({ messageId, publisherId, status, counter }: MessageState): ReportDeliveriesInput {
  return {
    ...{ messageId, publisherId, forPublisher: true },
    ...{ progress: progressOf(counter), messageStatus: status, events: [], statusChanges: [] },
  };
}
