import type { TopicRow, TopicSubscriptionRow } from '../../functions/rules/topics/TopicRows.ts';

export function sampleTopic(members: Partial<TopicRow> = {}): TopicRow {
  const id = members.id ?? 'topic';
  return {
    id,
    name: 'Topic',
    type: 'STANDARD',
    status: 'ACTIVE',
    access: 'OPEN',
    arn: `arn:${id}`,
    createdAt: '2026-01-01T00:00:00.000Z',
    createdBy: 'ada',
    ...members,
  };
}

export function sampleSubscription(members: Partial<TopicSubscriptionRow> = {}): TopicSubscriptionRow {
  return {
    topicId: 'topic',
    userId: 'ann',
    username: 'Ann',
    status: 'ACTIVE',
    subscribedAt: '2026-01-01T00:00:00.000Z',
    ...members,
  };
}
