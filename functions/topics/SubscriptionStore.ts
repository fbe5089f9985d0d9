import type { TopicSubscriptionFailure } from '../../schema/generated/types.ts';
import type { EndpointSubscriptionRow, TopicSubscriptionRow } from '../rules/topics/TopicRows.ts';
import type { TopicStore } from './TopicStore.ts';

/**
 * Users' subscriptions, and those of their endpoints in SNS. Reads are consistent. `topicId`: only the subscription to
 * this topic.
 */
export interface SubscriptionStore extends Pick<TopicStore, 'read'> {
  ofUser(userId: string, topicId?: string): Promise<readonly TopicSubscriptionRow[]>;
  /** Notes why devices are not subscribed, or null that all are. Does nothing if the subscription changed meanwhile. */
  noteFailure(row: TopicSubscriptionRow, failure: TopicSubscriptionFailure | null): Promise<void>;
  ofEndpoint(endpointArn: string, topicId?: string): Promise<readonly EndpointSubscriptionRow[]>;
  put(row: EndpointSubscriptionRow): Promise<void>;
  remove(row: EndpointSubscriptionRow): Promise<void>;
}
