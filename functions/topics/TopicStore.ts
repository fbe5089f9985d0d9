import type { EndpointSubscriptionRow, TopicRow, TopicSubscriptionRow } from '../rules/topics/TopicRows.ts';

/** Topics and what is subscribed to them. Reads are consistent. */
export interface TopicStore {
  read(topicId: string): Promise<TopicRow | null>;
  /** Notes that SNS has a topic that was being made. Answers the topic, or null if it is not being made any more. */
  activate(topicId: string, arn: string): Promise<TopicRow | null>;
  /** The topic, and the rows of the subscribers it had. */
  remove(topicId: string): Promise<void>;
}

/** What devices' subscriptions are kept in step from. Reads are consistent. */
export interface SubscriptionStore extends Pick<TopicStore, 'read'> {
  ofUser(userId: string): Promise<readonly TopicSubscriptionRow[]>;
  ofEndpoint(endpointArn: string): Promise<readonly EndpointSubscriptionRow[]>;
  put(row: EndpointSubscriptionRow): Promise<void>;
  remove(row: EndpointSubscriptionRow): Promise<void>;
}
