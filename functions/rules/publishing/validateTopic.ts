// Runs in APPSYNC_JS too.

import { invalidInput, notFound, type Refusal } from '../Refusal.ts';
import type { TopicRow } from '../topics/TopicRows.ts';
import type { TopicAudience } from './validateAudience.ts';

/** Returns the refusal of a message to a topic, or null: the topic does not exist, or has another type. */
export function validateTopic(topic: TopicAudience, known: TopicRow | null): Refusal | null {
  const at = 'input.audience.topic';
  if (known === null || known.status !== 'ACTIVE') return notFound('topic', `${at}.topicId`);
  if (known.type === 'FIFO') {
    return topic.groupId ? null : invalidInput(`${at}.groupId`, 'absent', 'one for a FIFO topic');
  }
  if (topic.groupId) return invalidInput(`${at}.groupId`, 'given', 'none for a standard topic');
  return topic.deduplicationId ? invalidInput(`${at}.deduplicationId`, 'given', 'none for a standard topic') : null;
}
