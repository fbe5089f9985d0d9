import type { DeliveryReason } from '../../../schema/generated/types.ts';
import { parseObject } from '../json.ts';
import { type Feedback, failed, malformed, unrelated } from './Feedback.ts';
import { platformOf } from './failedAddress.ts';

/** `FailureType` of a platform application's `EventDeliveryFailure`; see `InvalidPlatformToken` below. */
const reasons: Readonly<Record<string, DeliveryReason>> = {
  EndpointDisabled: 'ENDPOINT_DISABLED',
  EndpointNotFound: 'ENDPOINT_DISABLED',
  NotificationTTLExpired: 'TTL_EXPIRED',
  InvalidNotification: 'INVALID_PAYLOAD',
  InvalidCredentials: 'CREDENTIALS_INVALID',
  PlatformApplicationDisabled: 'CREDENTIALS_INVALID',
  Throttled: 'THROTTLED',
  DependencyUnavailable: 'PROVIDER_UNAVAILABLE',
  UnexpectedFailure: 'INTERNAL',
  DeliveryFailedPerm: 'INTERNAL',
};

/**
 * Parses the message of an event on the topic that `EventDeliveryFailure` names.
 * https://docs.aws.amazon.com/sns/latest/dg/application-event-notifications.html
 */
export function parseDeliveryFailure(message: string): Feedback {
  const event = parseObject(message);
  if (event === null) return malformed;
  if (event.EventType !== 'DeliveryFailure') return typeof event.EventType === 'string' ? unrelated : malformed;
  const { MessageId, FailureType, EndpointArn } = event;
  if (typeof MessageId !== 'string' || MessageId === '' || typeof FailureType !== 'string') return malformed;
  if (FailureType === 'InvalidPlatformToken') {
    if (typeof EndpointArn !== 'string') return malformed;
    return { kind: 'doubtful token', snsMessageId: MessageId, endpointArn: EndpointArn };
  }
  // FCM's INVALID_ARGUMENT: about the token or the message. Only the log says which, and it has every failure.
  if (FailureType === 'InvalidNotification' && isFcm(EndpointArn)) return unrelated;
  const reason = Object.hasOwn(reasons, FailureType) ? reasons[FailureType] : undefined;
  return { kind: 'verdict', source: 'event', snsMessageId: MessageId, verdict: failed(reason ?? 'INTERNAL') };
}

/** Whether an event has a `FailureType` that is not known here. Its delivery failed all the same. */
export function namesUnknownFailure(message: string): boolean {
  const { EventType, FailureType } = parseObject(message) ?? {};
  if (EventType !== 'DeliveryFailure' || typeof FailureType !== 'string') return false;
  return FailureType !== 'InvalidPlatformToken' && !Object.hasOwn(reasons, FailureType);
}

function isFcm(endpointArn: unknown): boolean {
  return typeof endpointArn === 'string' && platformOf(endpointArn) === 'FCM';
}
