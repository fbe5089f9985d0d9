import type { DeliveryStatus } from '../../../schema/generated/types.ts';

/**
 * A message's deliveries by status, under `counterKey`. A status without deliveries is absent.
 * `reportDeliveries` writes all of it but `expected`.
 */
export interface CounterRow extends Partial<Readonly<Record<DeliveryStatus, number>>> {
  /** The sequence number of the last event. */
  readonly sequence?: number;
  /**
   * The stream's sequence number of the last counted record, padded to 40 digits. With it each record is counted
   * exactly once.
   */
  readonly countedUpTo?: string;
  /** The number of deliveries of the message. Dispatching sets it once the audience is resolved. */
  readonly expected?: number;
}
