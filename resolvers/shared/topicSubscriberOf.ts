import { util } from '@aws-appsync/utils';
import type { TopicSubscriberRow } from '../../functions/rules/topics/TopicSubscriberRow.ts';
import type { TopicSubscriber, TopicSubscriberProtocol, TopicSubscriberStatus } from '../../schema/generated/types.ts';

/** Returns a subscriber as the API shows it. `said`: the state of its subscription at SNS. */
export function topicSubscriberOf(
  row: TopicSubscriberRow,
  said: TopicSubscriberStatus | null | undefined,
): TopicSubscriber {
  const { lastFailureAt, lastError, failureDay, failureCount, failingSince } = row.health ?? {};
  const atSns = said === 'CONFIRMED' && failingSince ? 'FAILING' : (said ?? 'LAPSED');
  return {
    topicId: row.topicId,
    protocol: row.protocol.toUpperCase() as TopicSubscriberProtocol,
    endpoint: row.endpoint,
    filterPolicy: row.filterPolicy ?? null,
    status: row.state === 'ADDED' ? atSns : row.state,
    lastFailureAt: lastFailureAt ?? null,
    lastError: lastError ?? null,
    failuresToday: failureDay === util.time.nowISO8601().slice(0, 10) ? (failureCount ?? 0) : 0,
    subscriptionArn: row.subscriptionArn ?? null,
    addedAt: row.addedAt,
  };
}
