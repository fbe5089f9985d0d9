import type { TopicSubscriberProtocol, TopicSubscriberStatus } from '../../schema/generated/types.ts';
import type { LogFailure } from '../rules/LogFailure.ts';
import type { TopicSubscriberRow } from '../rules/topics/TopicSubscriberRow.ts';
import type { SubscriberFeed } from './SubscriberFeed.ts';

export interface Ports {
  readonly feed: SubscriberFeed;
  readonly logFailure: LogFailure;
}

export interface SubscriberNews {
  readonly status: TopicSubscriberStatus;
  /** Why, in words. Null where all is well. */
  readonly reason: string | null;
  /** ISO 8601. */
  readonly at: string;
}

/** Tells admins of a subscriber. Never rejects: the row and the metric have it too. */
export async function reportSubscriber(
  { feed, logFailure }: Ports,
  { topicId, protocol, endpoint, addedBy }: TopicSubscriberRow,
  news: SubscriberNews,
): Promise<void> {
  try {
    await feed.report({
      topicId,
      protocol: protocol.toUpperCase() as TopicSubscriberProtocol,
      endpoint,
      addedBy,
      ...news,
    });
  } catch (error) {
    // Without the endpoint: a web hook's URL may be a secret.
    logFailure('A subscriber was not reported', error, { topicId, protocol, status: news.status });
  }
}
