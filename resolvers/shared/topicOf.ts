import type { TopicRow, TopicSubscriptionRow } from '../../functions/rules/topics/TopicRows.ts';
import type { Topic, TopicFollower, TopicSubscription } from '../../schema/generated/types.ts';

/** Returns a topic as the API shows it. */
export function topicOf({ id, name, type, status, access, group, createdAt }: TopicRow): Topic {
  return { id, name, type, status, access, group: group ?? null, createdAt };
}

/** Returns a subscription as the API shows it. */
export function topicSubscriptionOf(row: TopicSubscriptionRow): TopicSubscription {
  const failure = row.status === 'ACTIVE' ? (row.failure ?? null) : null;
  return { ...shownOf(row), failure };
}

/** Returns a subscription as the API shows it to admins. */
export function topicFollowerOf(row: TopicSubscriptionRow): TopicFollower {
  const { userId, username, decidedBy } = row;
  return { ...shownOf(row), userId, username, decidedBy: decidedBy ?? null };
}

function shownOf({ topicId, status, filterPolicy, subscribedAt, decidedAt }: TopicSubscriptionRow) {
  return { topicId, status, filterPolicy: filterPolicy ?? null, subscribedAt, decidedAt: decidedAt ?? null };
}
