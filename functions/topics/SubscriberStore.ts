import type { TopicSubscriberRow } from '../rules/topics/TopicSubscriberRow.ts';
import type { TopicStore } from './TopicStore.ts';

export type SubscriberKey = Pick<TopicSubscriberRow, 'topicId' | 'protocol' | 'endpoint'>;

/** A topic's queues, web hooks, mailboxes and functions. Reads are consistent. */
export interface SubscriberStore extends Pick<TopicStore, 'read'> {
  readSubscriber(key: SubscriberKey): Promise<TopicSubscriberRow | null>;
  /** Records the ARN of SNS's subscription. Returns false if the row changed since it was read. */
  noteAdded(row: TopicSubscriberRow, subscriptionArn: string): Promise<boolean>;
  /** Returns false if the row changed since it was read. */
  removeSubscriber(row: TopicSubscriberRow): Promise<boolean>;
}
