import type { TopicSubscriberRow } from '../rules/topics/TopicSubscriberRow.ts';
import type { TopicStore } from './TopicStore.ts';

export type SubscriberKey = Pick<TopicSubscriberRow, 'topicId' | 'protocol' | 'endpoint'>;

export type RolledBack = { readonly subscriptionArn: string } | { readonly suspendedAt: string };

/** A topic's queues, web hooks, mailboxes and functions. Reads are consistent. */
export interface SubscriberStore extends Pick<TopicStore, 'read'> {
  readSubscriber(key: SubscriberKey): Promise<TopicSubscriberRow | null>;
  /**
   * Records that SNS is about to ask the subscriber's owner, and forgets the ARN until `noteSubscription`.
   * Returns false if the row changed since it was read. `now`: epoch milliseconds.
   */
  noteAsking(row: TopicSubscriberRow, now: number): Promise<boolean>;
  /** Records the ARN of SNS's subscription, unless the row is gone. */
  noteSubscription(key: SubscriberKey, subscriptionArn: string): Promise<void>;
  /** Records the queue for what the subscriber does not take. Returns the one that the row has, null if it is gone. */
  noteKept(key: SubscriberKey, name: string): Promise<string | null>;
  /** Records that SNS took what the row wants. Returns false if the row changed since it was read. */
  noteAdded(row: TopicSubscriberRow): Promise<boolean>;
  /**
   * Records that SNS goes on with the settings that it took last, or has no subscription (`suspendedAt`, ISO 8601).
   * Returns false if the row changed since it was read.
   */
  noteRolledBack(row: TopicSubscriberRow, to: RolledBack): Promise<boolean>;
  /** Returns false if the row changed since it was read. */
  removeSubscriber(row: TopicSubscriberRow): Promise<boolean>;
}
