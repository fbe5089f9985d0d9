import type { TopicRow, TopicSubscriptionRow } from '../../functions/rules/topics/TopicRows.ts';
import type { TopicSubscriberRow } from '../../functions/rules/topics/TopicSubscriberRow.ts';

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

export function sampleSubscriber(members: Partial<TopicSubscriberRow> = {}): TopicSubscriberRow {
  return {
    topicId: 'topic',
    protocol: 'sqs',
    endpoint: 'arn:aws:sqs:eu-west-1:111122223333:work',
    state: 'ADDED',
    revision: '1',
    subscriptionArn: 'arn:subscription',
    addedAt: '2026-01-01T00:00:00.000Z',
    addedBy: 'ada',
    ...members,
  };
}
