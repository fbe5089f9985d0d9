import type { MessageRow } from '../../functions/rules/publishing/MessageRow.ts';
import type { MessageAudience, TopicAudience } from '../../functions/rules/publishing/validateAudience.ts';
import type { Audience, Message } from '../../schema/generated/types.ts';

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
  };
  return shown as Message;
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
