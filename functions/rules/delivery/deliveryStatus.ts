// Runs in APPSYNC_JS too.
import type { DeliveryReason, DeliveryStatus } from '../../../schema/generated/types.ts';
import type { DeliveryRow } from './DeliveryRow.ts';

/**
 * How far along a delivery is within its attempt. Transitions only go up, so events that come twice or out of order
 * lead to the same state. Only a new attempt begins at `QUEUED` again.
 * The app's own word (`RECEIVED`, `OPENED`) outranks a failure of the same delivery. A failure outranks the push
 * service's acceptance: FCM accepts first and may report the dead token later.
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

/** Whether a delivery moves from one state to the other. */
export function supersedes(to: DeliveryStatus, from: DeliveryStatus): boolean {
  return rank[to] > rank[from];
}

/**
 * Whether the push service's answer moves a delivery to a state. One that failed since nobody answered (`NO_ANSWER`) is
 * corrected by a late answer.
 */
export function takesAnswer(to: DeliveryStatus, { status, reason }: Pick<DeliveryRow, 'status' | 'reason'>): boolean {
  return supersedes(to, status) || (status === 'FAILED' && reason === 'NO_ANSWER');
}

/** Returns the states from which `to` may be entered. They are the condition of the conditional write. */
export function statesBefore(to: DeliveryStatus): readonly DeliveryStatus[] {
  return allStatuses.filter((from) => supersedes(to, from));
}

/** Returns which attempt a delivery is in, from 1. */
export function attemptOf({ attempt }: { readonly attempt?: number | null }): number {
  return attempt ?? 1;
}

export const allStatuses = Object.keys(rank) as readonly DeliveryStatus[];

/** Whether only the app's own word can still change the state. */
export function isTerminal(status: DeliveryStatus): boolean {
  return rank[status] >= rank.CANCELLED;
}

/** Whether a reason means that the token is dead. Credentials, payload and availability never disable a device. */
export function meansDeadToken(reason: DeliveryReason): boolean {
  return reason === 'INVALID_TOKEN' || reason === 'ENDPOINT_DISABLED';
}
