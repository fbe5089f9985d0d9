import { util } from '@aws-appsync/utils';
import type { DeliveryOptions, MessageContent } from '../../functions/domain/message/MessageContent.ts';
import type { MessageAudience } from '../../functions/domain/message/validateAudience.ts';
import type { Message, MessageStatus, Reporting } from '../../schema/generated/types.ts';

/** A message's row. */
export interface MessageItem {
  readonly id: string;
  readonly publisherId: string;
  readonly status: MessageStatus;
  readonly content: MessageContent;
  readonly options: DeliveryOptions;
  readonly audience: MessageAudience;
  readonly reporting: Reporting;
  /** ISO 8601. */
  readonly createdAt: string;
  readonly scheduledAt?: string | null;
  readonly expiresAt: string;
  /** When the row may go, in epoch seconds. */
  readonly ttl: number;
}

/** A message as the API shows it; `progress` and `deliveries` have resolvers of their own. */
export function messageOf(item: MessageItem): Omit<Message, 'progress' | 'deliveries'> {
  return {
    id: item.id,
    publisherId: item.publisherId,
    status: item.status,
    title: item.content.title ?? null,
    body: item.content.body ?? null,
    data: item.content.data ? JSON.stringify(item.content.data) : null,
    audience: item.audience,
    createdAt: item.createdAt,
    scheduledAt: item.scheduledAt ?? null,
    expiresAt: item.expiresAt,
    reporting: item.reporting,
  };
}

/** Milliseconds since the epoch of an AWSDateTime argument, whose offset and fraction are optional. */
export function epochMilliseconds(dateTime: string): number {
  return util.time.parseISO8601ToEpochMilliSeconds(dateTime);
}
