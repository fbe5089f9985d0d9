import type { MessageRow } from '../../functions/rules/publishing/MessageRow.ts';
import { unreachableOf } from '../../functions/rules/publishing/unreachableOf.ts';
import type { MessageAudience, TopicAudience } from '../../functions/rules/publishing/validateAudience.ts';
import type { Audience, Message, MessageSummary } from '../../schema/generated/types.ts';

/**
 * Returns a message as the API shows it. `progress` and `deliveries` have resolvers of their own,
 * and `readHolds` sets `heldBecause`.
 */
export function messageOf(item: MessageRow): Message {
  const shown: Omit<Message, 'progress' | 'deliveries'> = {
    id: item.id,
    publisherId: item.publisherId,
    status: item.status,
    title: item.content.title ?? null,
    body: item.content.body ?? null,
    data: item.content.data ? JSON.stringify(item.content.data) : null,
    audience: audienceOf(item.audience),
    publication: item.publication ? { sequenceNumber: null, ...item.publication } : null,
    duplicateOf: item.duplicateOf ?? null,
    createdAt: item.createdAt,
    scheduledAt: item.scheduledAt ?? null,
    expiresAt: item.expiresAt,
    reporting: item.reporting,
    heldBecause: null,
    unreachable: unreachableOf(item),
  };
  return shown as Message;
}

/** What a summary is made of. */
export type SummaryRow = Pick<
  MessageRow,
  | 'id'
  | 'publisherId'
  | 'status'
  | 'audience'
  | 'createdAt'
  | 'scheduledAt'
  | 'expiresAt'
  | 'reporting'
  | 'unreachable'
  | 'withoutDevice'
>;

/** Returns a message as support sees it: without its texts. */
export function messageSummaryOf(item: SummaryRow): MessageSummary {
  return {
    id: item.id,
    publisherId: item.publisherId,
    status: item.status,
    audience: audienceOf(item.audience),
    createdAt: item.createdAt,
    scheduledAt: item.scheduledAt ?? null,
    expiresAt: item.expiresAt,
    reporting: item.reporting,
    unreachable: unreachableOf(item),
  };
}

function audienceOf(audience: MessageAudience): Audience {
  const { userIds, deviceIds, platform, topic } = audience;
  return {
    userIds: userIds ?? null,
    deviceIds: deviceIds ?? null,
    platform: platform ?? null,
    topic: topic ? topicAudienceOf(topic) : null,
  };
}

function topicAudienceOf({ topicId, groupId, deduplicationId, attributes }: TopicAudience): Audience['topic'] {
  return {
    topicId,
    groupId: groupId ?? null,
    deduplicationId: deduplicationId ?? null,
    attributes: attributes ? JSON.stringify(attributes) : null,
  };
}
