import type { DeliveryReference } from '../delivery/DeliveryLedger.ts';

/** Finds deliveries by the id that SNS gave to their push. */
export interface DeliveryIndex {
  /**
   * Returns null if there is none yet: the index lags behind the ledger, and SNS's report may come before our record.
   */
  bySnsMessageId(snsMessageId: string): Promise<DeliveryReference | null>;
}
