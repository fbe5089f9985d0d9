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
  /** The device's language tag, which chooses the localized text. */
  readonly locale?: string;
  readonly status: DeliveryStatus;
  readonly reason?: DeliveryReason;
  /** Of this attempt. That of an earlier one is under `earlierPushKey`. */
  readonly snsMessageId?: string;
  /** Counts up whenever a failed delivery is opened again. Absent in the first attempt, which is 1. */
  readonly attempt?: number;
  /** The redelivery that opened it for this attempt. */
  readonly redeliveryId?: string;
  /** Attempts to send it by SNS. */
  readonly attempts: number;
  /** The value of `attempts` when it was opened again after it was given up. */
  readonly earlierAttempts?: number;
  /** An invocation is sending it until then, in epoch milliseconds (`deliverOne`). */
  readonly claimedUntil?: number;
  /** It is not tried before this time, in epoch milliseconds. A piece of work comes back then. */
  readonly retryAt?: number;
  /** Why SNS did not take it at the last attempt that failed. */
  readonly lastFailure?: DeliveryReason;
  /** It left the order of its message group. */
  readonly late?: boolean;
  /** Its work was given up. A redrive opens it again. */
  readonly abandoned?: boolean;
  /** The length of `transitions`. */
  readonly version: number;
  readonly transitions: readonly Transition[];
  readonly createdAt: string;
  readonly updatedAt: string;
  /** `<messageId>#<deviceId>`, which sorts the user's inbox by time. */
  readonly inboxSort: string;
  readonly ttl: number;
}
