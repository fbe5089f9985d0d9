import { publishToTopic, type Ports as TopicPorts } from '../delivery/publishToTopic.ts';
import type { QueuedMessage } from '../rules/ordering/QueuedMessage.ts';
import type { MessageRow } from '../rules/publishing/MessageRow.ts';
import { type Ports as AwaitPorts, awaitDispatch } from './awaitDispatch.ts';
import type { Deduplications } from './Deduplications.ts';
import type { StepResult } from './drainGroupQueue.ts';

export interface Ports extends AwaitPorts, TopicPorts {
  readonly deduplications: Deduplications;
}

/** Publishes the first message of a topic queue. Rejects if SNS did not take it now: the next message waits. */
export async function publishNext(ports: Ports, { messageId }: QueuedMessage): Promise<StepResult> {
  const message = await ports.messages.read(messageId);
  if (message?.status === 'SCHEDULED') return awaitDispatch(ports, message);
  const topic = message?.audience.topic;
  // A message that was given up comes back with a redrive.
  if (!topic || message?.status === 'FAILED') return 'done';
  if (!(await isDuplicate(ports, message))) await publishToTopic(ports, message.id);
  return 'done';
}

/**
 * Whether another message of the publisher to the group took the deduplication id. SNS gets the message's own id
 * instead: SNS does not report that it dropped a duplicate, so the fan-out would wait for it.
 */
async function isDuplicate({ clock, deduplications }: Ports, message: MessageRow): Promise<boolean> {
  const { id, publisherId, status, audience } = message;
  const { topicId, groupId, deduplicationId } = audience.topic ?? {};
  if (!topicId || !groupId || !deduplicationId || (status !== 'ACCEPTED' && status !== 'SENDING')) return false;
  const taken = { messageId: id, topicId, groupId, publisherId, deduplicationId };
  const duplicateOf = await deduplications.take(taken, clock.now());
  if (duplicateOf === null) return false;
  await deduplications.recordDuplicate(id, duplicateOf);
  return true;
}
