import type { TopicRow } from '../rules/topics/TopicRows.ts';
import type { TopicSubscriberRow } from '../rules/topics/TopicSubscriberRow.ts';

/** Topics. */
export interface TopicStore {
  /** Consistent. */
  read(topicId: string): Promise<TopicRow | null>;
  /** Records the ARN that SNS gave a topic. Returns the topic, or null if it is neither `CREATING` nor `ACTIVE`. */
  activate(topicId: string, arn: string): Promise<TopicRow | null>;
  /** Returns the topic's subscribers, page by page. */
  subscribersOf(topicId: string): AsyncIterable<readonly TopicSubscriberRow[]>;
  /** Removes the topic and the rows of its subscribers. */
  remove(topicId: string): Promise<void>;
}
