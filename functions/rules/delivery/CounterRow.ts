import type { DeliveryStatus } from '../../../schema/generated/types.ts';

/** How many deliveries of a message stand where, under `counterKey`; a status that none has is absent. Written by functions/reporting/reportDeliveries alone, but `expected`. */
export interface CounterRow extends Partial<Readonly<Record<DeliveryStatus, number>>> {
  /** The last event's sequence number. */
  readonly sequence?: number;
  /** Stream sequence number of the last record counted, padded to 40 digits: what makes counting exactly-once. */
  readonly countedUpTo?: string;
  /** How many deliveries the message has in all: set by functions/dispatch once the audience is resolved. */
  readonly expected?: number;
}
