import type { TopicRow, TopicSubscriptionRow } from '../../functions/rules/topics/TopicRows.ts';
import type { Topic, TopicSubscription } from '../../schema/generated/types.ts';

/** Returns a topic as the API shows it. */
export function topicOf({ id, name, type, status, createdAt }: TopicRow): Topic {
  return { id, name, type, status, createdAt };
}

/** Returns a subscription as the API shows it. */
export function topicSubscriptionOf(row: TopicSubscriptionRow): TopicSubscription {
  return { topicId: row.topicId, filterPolicy: row.filterPolicy ?? null, subscribedAt: row.subscribedAt };
}
