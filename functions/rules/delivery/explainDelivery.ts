// Runs in APPSYNC_JS too.
import type { DeliveryReason, DeliveryStatus, HeldBecause } from '../../../schema/generated/types.ts';

const states: Readonly<Record<DeliveryStatus, string>> = {
  QUEUED: 'It waits to be sent.',
  SENT: 'SNS has it. The push service has not answered yet.',
  PROVIDER_ACCEPTED: 'The push service took it. Whether the phone showed it, only the app can tell.',
  RECEIVED: 'The app reported that it arrived.',
  OPENED: 'The user opened it.',
  FAILED: 'It was not delivered.',
  EXPIRED: 'Its time to live ended before it was delivered.',
  SUPPRESSED: 'It was not sent, on purpose.',
  CANCELLED: 'Its message was cancelled before it was sent.',
};

const reasons: Readonly<Record<DeliveryReason, string>> = {
  ENDPOINT_DISABLED: 'The device was disabled before. The next start of the app enables it.',
  INVALID_TOKEN: 'The push service says that the device’s token is dead. The next start of the app brings a new one.',
  TOKEN_MISMATCH: 'The device’s token belongs to other credentials, such as another Firebase project’s.',
  PAYLOAD_TOO_LARGE: 'The payload was larger than the push service takes.',
  INVALID_PAYLOAD: 'The push service refused what the message says.',
  CREDENTIALS_INVALID: 'The push service refuses our credentials. An operator has to replace them.',
  PLATFORM_NOT_CONFIGURED: 'The deployment no longer offers the device’s platform.',
  THROTTLED: 'SNS or the push service had too much to do.',
  PROVIDER_UNAVAILABLE: 'The push service did not answer.',
  TTL_EXPIRED: 'Nothing is sent after a message’s time to live.',
  DEVICE_GONE: 'The device was unregistered, or is another user’s now.',
  NO_ANSWER: 'The push service never said what became of it. It may have arrived.',
  INTERNAL: 'Heliograph could not send it. The log has the cause.',
};

const holds: Readonly<Record<HeldBecause, string>> = {
  PLATFORM_CREDENTIALS: 'Its platform is held: the push service refuses our credentials.',
  PLATFORM_FAILING: 'Its platform is held: the push service refuses too many pushes.',
  PLATFORM_SILENT: 'Its platform is held: the push service has stopped answering.',
  PLATFORM_HELD_BY_ADMIN: 'Its platform is held by an admin.',
};

const UNKNOWN_ANSWER = 'The push service answered with an error of its own, or one that nobody knows.';

/** What a delivery is explained by. */
export interface ExplainedDelivery {
  readonly status: DeliveryStatus;
  readonly reason?: DeliveryReason | null;
  /** Why it could not be sent last time, while it is tried again. */
  readonly lastFailure?: DeliveryReason | null;
  /** Of the attempt that SNS took. */
  readonly snsMessageId?: string | null;
  /** Why the deliveries of its platform are held. */
  readonly heldBecause?: HeldBecause | null;
}

/** Returns what became of a delivery and why, in words for people. */
export function explainDelivery(delivery: ExplainedDelivery): string {
  const { status, reason, lastFailure, snsMessageId, heldBecause } = delivery;
  // SNS took the push, so the words are the push service's.
  if (reason === 'INTERNAL' && snsMessageId) return `${states[status]} ${UNKNOWN_ANSWER}`;
  if (reason) return `${states[status]} ${reasons[reason]}`;
  if (status === 'QUEUED' && heldBecause) return `${states[status]} ${holds[heldBecause]}`;
  if (status === 'QUEUED' && lastFailure) return `${states[status]} It is tried again: ${reasons[lastFailure]}`;
  return states[status];
}
