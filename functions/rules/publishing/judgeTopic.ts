// Runs in APPSYNC_JS too.

import { problem } from '../Problem.ts';
import { invalidInput, type Refusal } from '../Refusal.ts';
import type { TopicRow } from '../topics/TopicRows.ts';
import type { TopicAudience } from './validateAudience.ts';

/** Why a message to a topic is not accepted: the topic is not there, or takes a group where its type has none. */
export function judgeTopic(topic: TopicAudience, known: TopicRow | null): Refusal | null {
  if (known === null || known.status !== 'ACTIVE') {
    const errorInfo = { field: 'input.audience.topic.topicId' };
    return { errorType: 'NotFound', message: 'There is no such topic.', errorInfo };
  }
  const field = 'input.audience.topic.groupId';
  if (known.type === 'FIFO' && !topic.groupId) return invalidInput(problem(field, 'absent', 'one for a FIFO topic'));
  if (known.type !== 'STANDARD') return null;
  if (topic.groupId) return invalidInput(problem(field, 'given', 'none for a standard topic'));
  if (!topic.deduplicationId) return null;
  return invalidInput(problem('input.audience.topic.deduplicationId', 'given', 'none for a standard topic'));
}
