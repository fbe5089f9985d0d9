import { wakesOf } from '../delivering/Work.ts';
import type { MessageRow } from '../domain/message/MessageRow.ts';
import { isForFifoTopic, orderGroups } from '../domain/order/orderGroups.ts';
import { dispatchInOrder, type Ports } from './dispatchInOrder.ts';

export type { Ports };

/** Takes a due message on whose order among others was fixed when it was accepted: it is sent by whoever works off its groups. */
export async function advanceOrdered(ports: Ports, message: MessageRow): Promise<void> {
  if (!isForFifoTopic(message.audience)) return dispatchInOrder(ports, message);
  const { messages, order, queue } = ports;
  const { id, status, sequence, ttl } = message;
  // Due, or done again: from here on it is not skipped any more.
  if (status !== 'ACCEPTED' && (await messages.begin(id)) === 'ended') return;
  for (const group of status === 'FAILED' ? orderGroups(message) : []) {
    await order.put({ group, position: sequence ?? '', messageId: id }, [], ttl);
  }
  await queue.add(wakesOf(message));
}
