import type { MessageRow } from '../../functions/rules/publishing/MessageRow.ts';
import type { MessageAudience } from '../../functions/rules/publishing/validateAudience.ts';
import type { Audience, Message } from '../../schema/generated/types.ts';

/** Returns a message as the API shows it. `progress` and `deliveries` have resolvers of their own. */
export function messageOf(item: MessageRow): Message {
  const shown: Omit<Message, 'progress' | 'deliveries'> = {
    id: item.id,
    publisherId: item.publisherId,
    status: item.status,
    title: item.content.title ?? null,
    body: item.content.body ?? null,
    data: item.content.data ? JSON.stringify(item.content.data) : null,
    audience: audienceOf(item.audience),
    publication: item.publication ?? null,
    duplicateOf: item.duplicateOf ?? null,
    createdAt: item.createdAt,
    scheduledAt: item.scheduledAt ?? null,
    expiresAt: item.expiresAt,
    reporting: item.reporting,
  };
  return shown as Message;
}

function audienceOf(audience: MessageAudience): Audience {
  const { topic } = audience;
  return topic
    ? { topic: { ...topic, attributes: topic.attributes ? JSON.stringify(topic.attributes) : null } }
    : { ...audience, topic: null };
}
