import { publishToTopic, type Ports as TopicPorts } from '../delivery/publishToTopic.ts';
import type { OrderRow } from '../rules/ordering/OrderRow.ts';
import type { MessageRow } from '../rules/publishing/MessageRow.ts';
import { type Ports as AwaitPorts, awaitDispatch } from './awaitDispatch.ts';
import type { Deduplications } from './Deduplications.ts';
import type { Turn } from './drainGroup.ts';

export interface Ports extends AwaitPorts, TopicPorts {
  readonly deduplications: Deduplications;
}

/** Publishes the first message of a FIFO topic's group. Rejects if SNS did not take it now: what is behind it waits. */
export async function publishNext(ports: Ports, row: OrderRow): Promise<Turn> {
  const message = await ports.messages.read(row.messageId);
  if (message?.status === 'SCHEDULED') return awaitDispatch(ports, row, message);
  const topic = message?.audience.topic;
  // Given up: it comes back with a redrive.
  if (!topic || message?.status === 'FAILED') return 'settled';
  if (!(await isDuplicate(ports, message))) await publishToTopic(ports, message, topic);
  return 'settled';
}

/**
 * Whether another message of the group had the message's deduplication id. That is kept here, and SNS is given the message's own id: SNS does not tell
 * that it dropped a message, which would then be waited for.
 */
async function isDuplicate({ clock, deduplications }: Ports, { id, status, audience }: MessageRow): Promise<boolean> {
  const { topicId, groupId, deduplicationId } = audience.topic ?? {};
  if (!topicId || !groupId || !deduplicationId || (status !== 'ACCEPTED' && status !== 'SENDING')) return false;
  const duplicateOf = await deduplications.take({ messageId: id, topicId, groupId, deduplicationId }, clock.now());
  if (duplicateOf === null) return false;
  await deduplications.recordDuplicate(id, duplicateOf);
  return true;
}
