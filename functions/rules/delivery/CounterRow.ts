// Runs in APPSYNC_JS too.
import type { DeliveryStatus, PushPlatform } from '../../../schema/generated/types.ts';

/** The name of a count of the deliveries of a platform that are `QUEUED`. */
export type QueuedCount = `QUEUED_${PushPlatform}`;

/** Returns the name of the count. */
export function queuedOn(platform: PushPlatform): QueuedCount {
  return `QUEUED_${platform}`;
}

/** The name of a count of push services' answers to a message to a standard topic. */
export type PlatformCount = `${PushPlatform}_${'PROVIDER_ACCEPTED' | 'FAILED' | 'EXPIRED'}`;

/** The name of a count of a topic's message at its subscribers: queues, web hooks and functions. */
export type SubscriberCount = 'SUBSCRIBERS_DELIVERED' | 'SUBSCRIBERS_FAILED';

/** What SNS's logs say of a message to a topic. */
export type AnswerCounts = Partial<Readonly<Record<PlatformCount | SubscriberCount, number>>>;

/**
 * A message's deliveries by status, under `counterKey`. A status without deliveries is absent.
 * `reportDeliveries` writes all of it but `expected`.
 */
export interface CounterRow extends AnswerCounts, Partial<Readonly<Record<DeliveryStatus | QueuedCount, number>>> {
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
