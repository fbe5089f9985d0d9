import { fanOutQueue, topicQueue } from '../rules/keys.ts';
import { fanOutPosition, isForFifoTopic } from '../rules/ordering/messageGroups.ts';
import type { QueuedMessage } from '../rules/ordering/QueuedMessage.ts';
import type { MessageRow } from '../rules/publishing/MessageRow.ts';
import { dispatchInOrder, type Ports } from './dispatchInOrder.ts';

export type { Ports };

/** Takes a due message of a message group on. `drainGroupQueue` sends it when it is the first of its queue. */
export async function advanceOrdered(ports: Ports, message: MessageRow): Promise<void> {
  if (!isForFifoTopic(message.audience)) return dispatchInOrder(ports, message);
  const { messages, groupQueues, queue } = ports;
  const { status, ttl } = message;
  // A message that was scheduled or has failed must be `SENDING`, or its queue skips it.
  if (status !== 'ACCEPTED' && (await messages.begin(message.id)) === 'ended') return;
  const queued = queuedMessageOf(message);
  if (status === 'FAILED') await groupQueues.put(queued, [], ttl);
  await queue.add([{ kind: 'wake', groupQueue: queued.groupQueue }]);
}

/** Returns where a message to a FIFO topic waits: for SNS, or for its fan-out once SNS has it. */
function queuedMessageOf({
  id: messageId,
  audience,
  publication,
  sequence = '',
}: MessageRow): Pick<QueuedMessage, 'groupQueue' | 'position' | 'messageId'> {
  const { topicId = '', groupId } = audience.topic ?? {};
  if (!publication?.sequenceNumber) {
    return { groupQueue: topicQueue(topicId, groupId ?? ''), position: sequence, messageId };
  }
  const position = fanOutPosition(publication.sequenceNumber, messageId);
  return { groupQueue: fanOutQueue(topicId, groupId ?? ''), position, messageId };
}
