import type { DeliveryReference } from '../delivery/DeliveryLedger.ts';

/**
 * `earlier`: the push of an earlier attempt of a delivery, which its answer no longer changes. `publication`: a message
 * to a topic, which SNS has pushed to many phones.
 */
export type IndexedPush =
  | ({ readonly kind: 'delivery' } & DeliveryReference)
  | { readonly kind: 'earlier' }
  | { readonly kind: 'publication'; readonly messageId: string };

/** Finds deliveries and publications by the id that SNS gave them. */
export interface DeliveryIndex {
  /**
   * Returns null if there is none yet: the index lags behind the ledger, and SNS's report may come before our record.
   */
  bySnsMessageId(snsMessageId: string): Promise<IndexedPush | null>;
}
