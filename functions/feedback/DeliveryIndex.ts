import type { DeliveryReference } from '../delivery/DeliveryLedger.ts';

/** Finds deliveries by the id that SNS gave them. */
export interface DeliveryIndex {
  /** Null if there is none, or none yet: the index follows the ledger with a delay, and SNS may be faster than the one who records its answer. */
  bySnsMessageId(snsMessageId: string): Promise<DeliveryReference | null>;
}
