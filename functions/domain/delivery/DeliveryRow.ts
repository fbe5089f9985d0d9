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
  /** Who is sending it now; see functions/dispatch. */
  readonly claim?: string;
  /** Length of `transitions`. */
  readonly version: number;
  readonly transitions: readonly Transition[];
  readonly createdAt: string;
  readonly updatedAt: string;
  /** `<messageId>#<deviceId>`: newest first in the user's inbox. */
  readonly inboxSort: string;
  readonly ttl: number;
}
