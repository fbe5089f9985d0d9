import { fanOutGroup, topicGroup } from '../rules/keys.ts';
import { handedOnPosition, isForFifoTopic } from '../rules/ordering/orderGroups.ts';
import type { MessageRow } from '../rules/publishing/MessageRow.ts';
import { dispatchInOrder, type Ports } from './dispatchInOrder.ts';

export type { Ports };

/** Takes a due message on whose order among others was fixed when it was accepted: it is sent by whoever works off its groups. */
export async function advanceOrdered(ports: Ports, message: MessageRow): Promise<void> {
  if (!isForFifoTopic(message.audience)) return dispatchInOrder(ports, message);
  const { messages, order, queue } = ports;
  const { id, status, ttl } = message;
  // Due, or done again: from here on it is not skipped any more.
  if (status !== 'ACCEPTED' && (await messages.begin(id)) === 'ended') return;
  const place = placeOf(message);
  if (status === 'FAILED') await order.put({ ...place, messageId: id }, [], ttl);
  await queue.add([{ kind: 'wake', group: place.group }]);
}

/** Where a message to a FIFO topic stands: before SNS, or behind it. */
function placeOf({ id, audience, publication, sequence = '' }: MessageRow) {
  const { topicId = '', groupId } = audience.topic ?? {};
  return publication?.sequenceNumber
    ? { group: fanOutGroup(topicId, groupId ?? ''), position: handedOnPosition(publication.sequenceNumber, id) }
    : { group: topicGroup(topicId, groupId ?? ''), position: sequence };
}
