import type { DeliveryReason } from '../../../schema/generated/types.ts';

/** Where a push service's word, as SNS passes it on, leaves a delivery. */
export type Verdict =
  | { readonly status: 'PROVIDER_ACCEPTED' }
  | { readonly status: 'EXPIRED'; readonly reason: 'TTL_EXPIRED' }
  | { readonly status: 'FAILED'; readonly reason: DeliveryReason };

/** One report of SNS about one publication to one endpoint. */
export type Feedback =
  | { readonly kind: 'verdict'; readonly snsMessageId: string; readonly verdict: Verdict }
  /**
   * SNS calls the token invalid both where it is dead and where it belongs to other credentials; which of the two shows in whether SNS disabled
   * the endpoint, and in the push service's own words in the delivery-status log.
   */
  | { readonly kind: 'doubtful token'; readonly snsMessageId: string; readonly endpointArn: string }
  /** Nothing about a delivery of the ledger: another kind of event, or a publication to a topic. */
  | { readonly kind: 'unrelated' }
  /** Not in the form that SNS documents. */
  | { readonly kind: 'malformed' };

export const unrelated: Feedback = { kind: 'unrelated' };
export const malformed: Feedback = { kind: 'malformed' };

export function failed(reason: DeliveryReason): Verdict {
  return reason === 'TTL_EXPIRED' ? { status: 'EXPIRED', reason } : { status: 'FAILED', reason };
}
