import type { MessageStatus, Reporting, TopicPublication } from '../../../schema/generated/types.ts';
import type { DeliveryOptions, MessageContent } from './MessageContent.ts';
import type { MessageAudience } from './validateAudience.ts';

/** A message's row, under `messageKey`. Times are ISO 8601. */
export interface MessageRow {
  readonly id: string;
  readonly publisherId: string;
  readonly status: MessageStatus;
  readonly content: MessageContent;
  readonly options: DeliveryOptions;
  readonly audience: MessageAudience;
  /** Those of the audience that nothing was known of when it was accepted. */
  readonly unreachable?: readonly string[];
  /** Where it stands among the messages of its group, as text that sorts. Absent where it has no group. */
  readonly sequence?: string;
  /** All deliveries of a message with a group are open. */
  readonly resolved?: boolean;
  /** The message that had its deduplication id before. */
  readonly duplicateOf?: string;
  /** What SNS said to the one publication of a message to a topic. */
  readonly publication?: TopicPublication;
  readonly reporting: Reporting;
  readonly createdAt: string;
  readonly scheduledAt?: string | null;
  /** Nothing is sent after this. */
  readonly expiresAt: string;
  /** When the row, and those of its deliveries, may go, in epoch seconds. */
  readonly ttl: number;
}
