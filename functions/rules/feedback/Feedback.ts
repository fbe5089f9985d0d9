import type { DeliveryReason, PushPlatform } from '../../../schema/generated/types.ts';

/** Where a push service's word, as SNS passes it on, leaves a delivery. */
export type Verdict =
  | { readonly status: 'PROVIDER_ACCEPTED' }
  | { readonly status: 'EXPIRED'; readonly reason: 'TTL_EXPIRED' }
  | { readonly status: 'FAILED'; readonly reason: DeliveryReason };

/** What a publication went to, as a delivery-status log entry names it. */
export interface FailedAddress {
  readonly endpointArn: string;
  readonly platform: PushPlatform;
  /** SHA-256 of the token that failed, hexadecimal. */
  readonly tokenHash: string;
  /** When SNS took the publication, ISO 8601; null where the entry does not say. */
  readonly publishedAt: string | null;
}

/** One report of SNS about one publication to one endpoint. */
export type Feedback =
  /** From the log, with the address that failed where the push service calls it dead. */
  | {
      readonly kind: 'verdict';
      readonly source: 'log';
      readonly snsMessageId: string;
      readonly verdict: Verdict;
      readonly failed?: FailedAddress;
    }
  | { readonly kind: 'verdict'; readonly source: 'event'; readonly snsMessageId: string; readonly verdict: Verdict }
  /**
   * From an event. SNS calls the token invalid both where it is dead and where it belongs to other credentials; which of the two shows in whether SNS
   * disabled the endpoint, and in the push service's own words in the delivery-status log.
   */
  | { readonly kind: 'doubtful token'; readonly snsMessageId: string; readonly endpointArn: string }
  /** A topic's publication has one id for all its endpoints and no row in the ledger: what it tells is that an address is dead. */
  | { readonly kind: 'dead address'; readonly reason: DeliveryReason; readonly failed: FailedAddress }
  /** Nothing that changes anything: another kind of event, or how else a topic's publication fared. */
  | { readonly kind: 'unrelated' }
  /** Not in the form that SNS documents. */
  | { readonly kind: 'malformed' };

export const unrelated: Feedback = { kind: 'unrelated' };
export const malformed: Feedback = { kind: 'malformed' };

export function failed(reason: DeliveryReason): Verdict {
  return reason === 'TTL_EXPIRED' ? { status: 'EXPIRED', reason } : { status: 'FAILED', reason };
}
