// Runs in APPSYNC_JS too.
import type { DeliveryStatus, PushPlatform } from '../../../schema/generated/types.ts';

/** The name of a count of the deliveries of a platform that are `QUEUED`. */
export type QueuedCount = `QUEUED_${PushPlatform}`;

/** Returns the name of the count. */
export function queuedOn(platform: PushPlatform): QueuedCount {
  return `QUEUED_${platform}`;
}

/**
 * A message's deliveries by status, under `counterKey`. A status without deliveries is absent.
 * `reportDeliveries` writes all of it but `expected`.
 */
export interface CounterRow extends Partial<Readonly<Record<DeliveryStatus | QueuedCount, number>>> {
  /** The sequence number of the last event. */
  readonly sequence?: number;
  /**
   * The stream's sequence number of the last counted record, padded to 40 digits. With it each record is counted
   * exactly once.
   */
  readonly countedUpTo?: string;
  /** The number of deliveries of the message. Dispatching sets it once the audience is resolved. */
  readonly expected?: number;
}
