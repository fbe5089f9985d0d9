import type { TopicSubscriberRow } from '../rules/topics/TopicSubscriberRow.ts';
import type { KeptMessage } from './KeptReader.ts';

/** Hands a message to one subscriber, as SNS would. */
export interface SubscriberSender {
  /** Returns null if the subscriber took it, else why not, in words without what it said. */
  send(subscriber: TopicSubscriberRow, message: KeptMessage): Promise<string | null>;
}
