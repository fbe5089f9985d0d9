import type { DeliveryReason } from '../../../schema/generated/types.ts';
import type { Transition } from '../delivery/DeliveryRow.ts';

/** Reasons that blame the platform, for pushes that SNS had. Dead tokens and payloads are their publisher's matter. */
const blaming: readonly DeliveryReason[] = ['PROVIDER_UNAVAILABLE', 'INTERNAL', 'THROTTLED', 'CREDENTIALS_INVALID'];

/** Whether a push that SNS had shows by this state that its push service, or SNS, does not work for anybody. */
export function blamesPlatform({ status, reason }: Pick<Transition, 'status' | 'reason'>): boolean {
  return status === 'FAILED' && reason !== undefined && blaming.includes(reason);
}

/**
 * Whether a state after `SENT` is an answer of the push service. `EXPIRED` is none: SNS reports that it could not hand
 * the push over in time, as in an outage. `NO_ANSWER` says so itself.
 */
export function isPushAnswer({ status, reason }: Pick<Transition, 'status' | 'reason'>): boolean {
  if (status === 'FAILED') return reason !== 'NO_ANSWER' && reason !== 'TTL_EXPIRED';
  return status === 'PROVIDER_ACCEPTED' || status === 'RECEIVED' || status === 'OPENED';
}
