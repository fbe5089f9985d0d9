import type { DeliveryReason, PushPlatform } from '../../../schema/generated/types.ts';
import type { AnswerCounts } from '../delivery/CounterRow.ts';

/** The state of a delivery after a push service's answer, as SNS passes it on. */
export type Verdict =
  | { readonly status: 'PROVIDER_ACCEPTED' }
  | { readonly status: 'EXPIRED'; readonly reason: 'TTL_EXPIRED' }
  | { readonly status: 'FAILED'; readonly reason: DeliveryReason };

/** The address that a publication went to, as a delivery-status log entry names it. */
export interface FailedAddress {
  readonly endpointArn: string;
  readonly platform: PushPlatform;
  /** SHA-256 of the token that failed, in hexadecimal. */
  readonly tokenHash: string;
  /** When SNS took the publication, ISO 8601. Null if the entry does not say. */
  readonly publishedAt: string | null;
}

/** From a delivery-status log. */
export interface LogVerdict {
  readonly kind: 'verdict';
  readonly source: 'log';
  /** A topic's publication has one id for all endpoints. */
  readonly snsMessageId: string;
  /** Tells the pushes of one publication apart. */
  readonly pushId: string;
  readonly verdict: Verdict;
  /** Null for an endpoint of another kind. */
  readonly platform: PushPlatform | null;
  /** When SNS took the publication, ISO 8601. Null if the entry does not say. */
  readonly publishedAt: string | null;
  /** It went to a topic. */
  readonly ofTopic: boolean;
  /** There if the push service calls the address dead. */
  readonly failed?: FailedAddress;
}

/** What one batch of log entries says of one publication to a topic. */
export interface AnswerTally {
  readonly kind: 'answers';
  readonly snsMessageId: string;
  /** The same for the same entries, in any order. */
  readonly id: string;
  readonly counts: AnswerCounts;
  readonly publishedAt: string | null;
}

/** One report of SNS about one publication to one endpoint. */
export type Feedback =
  | LogVerdict
  | AnswerTally
  | { readonly kind: 'verdict'; readonly source: 'event'; readonly snsMessageId: string; readonly verdict: Verdict }
  /**
   * From an event. SNS calls a token invalid if it is dead, and also if it belongs to other credentials.
   * SNS disables the endpoint in the first case only.
   */
  | { readonly kind: 'doubtful token'; readonly snsMessageId: string; readonly endpointArn: string }
  /** Another kind of event. */
  | { readonly kind: 'unrelated' }
  /** The entry does not have the form that SNS documents. */
  | { readonly kind: 'malformed' };

export const unrelated: Feedback = { kind: 'unrelated' };
export const malformed: Feedback = { kind: 'malformed' };

export function failed(reason: DeliveryReason): Verdict {
  return reason === 'TTL_EXPIRED' ? { status: 'EXPIRED', reason } : { status: 'FAILED', reason };
}
