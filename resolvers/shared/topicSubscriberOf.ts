import type { TopicSubscriberRow } from '../../functions/rules/topics/TopicSubscriberRow.ts';
import type { TopicSubscriber, TopicSubscriberProtocol, TopicSubscriberStatus } from '../../schema/generated/types.ts';

/** Returns a subscriber as the API shows it. `said`: the state of its subscription at SNS. */
export function topicSubscriberOf(
  row: TopicSubscriberRow,
  said: TopicSubscriberStatus | null | undefined,
): TopicSubscriber {
  return {
    topicId: row.topicId,
    protocol: row.protocol.toUpperCase() as TopicSubscriberProtocol,
    endpoint: row.endpoint,
    filterPolicy: row.filterPolicy ?? null,
    status: row.state === 'ADDED' ? (said ?? 'LAPSED') : row.state,
    subscriptionArn: row.subscriptionArn ?? null,
    addedAt: row.addedAt,
  };
}
