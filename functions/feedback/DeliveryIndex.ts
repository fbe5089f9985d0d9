import type { DeliveryReference } from '../delivery/DeliveryLedger.ts';

/** `earlier`: the push of an earlier attempt of a delivery, which its answer no longer changes. */
export type IndexedPush = ({ readonly kind: 'delivery' } & DeliveryReference) | { readonly kind: 'earlier' };

/** Finds deliveries by the id that SNS gave to their push. */
export interface DeliveryIndex {
  /**
   * Returns null if there is none yet: the index lags behind the ledger, and SNS's report may come before our record.
   */
  bySnsMessageId(snsMessageId: string): Promise<IndexedPush | null>;
}
