// Runs in APPSYNC_JS too.
import type { DeliveryReason, DeliveryStatus } from '../../../schema/generated/types.ts';

/**
 * How far along a delivery is. Transitions only go up: evidence of a later stage stands whatever arrives after it, so events out of order
 * or twice end in the same state. What the app itself says (`RECEIVED`, `OPENED`) outranks every failure reported about the same delivery;
 * a failure outranks the push service's acceptance (FCM accepts first and may report the dead token later).
 */
const rank: Readonly<Record<DeliveryStatus, number>> = {
  QUEUED: 0,
  SENT: 1,
  PROVIDER_ACCEPTED: 2,
  CANCELLED: 3,
  SUPPRESSED: 4,
  EXPIRED: 5,
  FAILED: 6,
  RECEIVED: 7,
  OPENED: 8,
};

/** Whether a delivery that stands at `from` moves on to `to`. */
export function supersedes(to: DeliveryStatus, from: DeliveryStatus): boolean {
  return rank[to] > rank[from];
}

/** The states from which `to` may be entered: the condition of the conditional write. */
export function statesBefore(to: DeliveryStatus): readonly DeliveryStatus[] {
  return allStatuses.filter((from) => supersedes(to, from));
}

export const allStatuses = Object.keys(rank) as readonly DeliveryStatus[];

/** States that only a client's own report can still change. */
export function isTerminal(status: DeliveryStatus): boolean {
  return rank[status] >= rank.CANCELLED;
}

/** Only these mean that the token itself is dead. Credentials, payload and availability never disable a device. */
export function meansDeadToken(reason: DeliveryReason): boolean {
  return reason === 'INVALID_TOKEN' || reason === 'ENDPOINT_DISABLED';
}
