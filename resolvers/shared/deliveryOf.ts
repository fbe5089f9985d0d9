import { attemptOf } from '../../functions/rules/delivery/deliveryStatus.ts';
import { retryableReasons } from '../../functions/rules/delivery/retryableReasons.ts';
import type { Delivery, DeliveryReason, DeliveryTransition } from '../../schema/generated/types.ts';

/** A ledger row (functions/rules/delivery/DeliveryRow.ts) as AppSync reads it. */
export interface DeliveryItem extends Omit<Delivery, 'attempt' | 'heldBecause' | 'late' | 'retryable' | 'transitions'> {
  readonly late?: boolean | null;
  readonly attempt?: number | null;
  readonly sk: string;
  readonly inboxSort: string;
  readonly locale?: string | null;
  readonly transitions: readonly DeliveryTransition[];
}

/** Returns a delivery as the API shows it. */
export function deliveryOf(item: DeliveryItem): Delivery {
  return {
    id: item.id,
    messageId: item.messageId,
    deviceId: item.deviceId,
    userId: item.userId,
    platform: item.platform,
    status: item.status,
    heldBecause: null,
    reason: item.reason ?? null,
    retryable: retryable(item.reason),
    snsMessageId: item.snsMessageId ?? null,
    attempt: attemptOf(item),
    attempts: item.attempts,
    lastFailure: item.lastFailure ?? null,
    late: item.late === true,
    version: item.version,
    createdAt: item.createdAt,
    updatedAt: item.updatedAt,
    transitions: item.transitions.map(({ status, reason, at }) => ({ status, reason: reason ?? null, at })),
  };
}

function retryable(reason: DeliveryReason | null | undefined): boolean | null {
  return reason ? retryableReasons[reason] : null;
}
