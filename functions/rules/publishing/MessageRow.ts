import type { MessageStatus, PushPlatform, Reporting } from '../../../schema/generated/types.ts';
import type { DeliveryOptions, MessageContent } from './MessageContent.ts';
import type { MessageAudience } from './validateAudience.ts';

export interface DeviceOwner {
  readonly deviceId: string;
  readonly userId: string;
  readonly platform: PushPlatform;
}

/** How SNS answered the publication of a message to a topic. */
export interface PublicationRecord {
  readonly snsMessageId: string;
  /** For a FIFO topic. */
  readonly sequenceNumber?: string;
  readonly publishedAt: string;
}

/** A message's row, under `messageKey`. Times are ISO 8601. */
export interface MessageRow {
  readonly id: string;
  readonly publisherId: string;
  readonly status: MessageStatus;
  readonly content: MessageContent;
  readonly options: DeliveryOptions;
  readonly audience: MessageAudience;
  /** Recipients of which nothing was known when the message was accepted. */
  readonly unreachable?: readonly string[];
  /** Users whom the audience names and who had no enabled device when it was resolved. At most 90. */
  readonly withoutDevice?: readonly string[];
  /** Whose the devices were that the audience names, when the message was accepted. At most 90. */
  readonly owners?: readonly DeviceOwner[];
  /** Its position among the messages of its group, as text that sorts. Absent for a message without a group. */
  readonly sequence?: string;
  /** All deliveries of a message with a group are open. */
  readonly resolved?: boolean;
  /** The message that had its deduplication id before. */
  readonly duplicateOf?: string;
  readonly publication?: PublicationRecord;
  /** The redeliveries that run, which open deliveries again. */
  readonly redeliveries?: ReadonlySet<string>;
  /** Where the sweep finds it, until nothing about it is open (`firstLook`). Absent from older rows. */
  readonly dueShard?: string;
  readonly dueAt?: string;
  /** What the sweep saw last, and its looks so far. */
  readonly seen?: string;
  readonly looks?: number;
  readonly reporting: Reporting;
  /** Its partition in the index `byTime`. Absent for the canary's. */
  readonly timeShard?: string;
  readonly createdAt: string;
  readonly scheduledAt?: string | null;
  /** Nothing is sent after this. */
  readonly expiresAt: string;
  /** When DynamoDB may remove the row, and those of its deliveries, in epoch seconds. */
  readonly ttl: number;
}
