import type { DeliveryReason, DeliveryStatus, PushPlatform } from '../../../schema/generated/types.ts';

/** One delivery event of a message, under `eventKey`. */
export interface EventRow {
  readonly sequence: number;
  readonly deliveryId: string;
  readonly deviceId: string;
  readonly userId: string;
  readonly platform: PushPlatform;
  readonly status: DeliveryStatus;
  readonly reason?: DeliveryReason;
  /** The delivery's version after the event. */
  readonly version: number;
  /** ISO 8601. */
  readonly at: string;
  /** Epoch seconds. */
  readonly ttl: number;
}
