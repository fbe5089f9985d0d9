import type { DeliveryReason, DeliveryStatus, PushPlatform } from '../../../schema/generated/types.ts';

export interface Transition {
  readonly status: DeliveryStatus;
  readonly reason?: DeliveryReason;
  /** ISO 8601. */
  readonly at: string;
}

/** The ledger's row for one message and one device, under `deliveryKey`. */
export interface DeliveryRow {
  readonly id: string;
  readonly messageId: string;
  readonly deviceId: string;
  readonly userId: string;
  readonly platform: PushPlatform;
  /** The endpoint and the version of its address when the audience was resolved. */
  readonly endpointArn: string;
  readonly addressVersion: number;
  /** Chooses the localized text. */
  readonly locale?: string;
  readonly status: DeliveryStatus;
  readonly reason?: DeliveryReason;
  readonly snsMessageId?: string;
  /** Times it was handed to SNS. */
  readonly attempts: number;
  /** `attempts` when it was last opened again after having been given up. */
  readonly earlierAttempts?: number;
  /** Somebody is sending it until then, in epoch milliseconds; see functions/delivering. */
  readonly claimedUntil?: number;
  /** Given up with the work that was to send it: a redrive opens it again. */
  readonly abandoned?: boolean;
  /** Length of `transitions`. */
  readonly version: number;
  readonly transitions: readonly Transition[];
  readonly createdAt: string;
  readonly updatedAt: string;
  /** `<messageId>#<deviceId>`: newest first in the user's inbox. */
  readonly inboxSort: string;
  readonly ttl: number;
}
