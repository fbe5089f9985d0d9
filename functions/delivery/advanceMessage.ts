import { LONGEST_DELAY_SECONDS } from '../rules/delivery/retryPause.ts';
import { isOrdered } from '../rules/ordering/messageGroups.ts';
import type { MessageRow } from '../rules/publishing/MessageRow.ts';
import { advanceOrdered, type Ports as OrderedPorts } from './advanceOrdered.ts';
import { CLAIM_MILLISECONDS } from './deliverOne.ts';
import { type Ports as DispatchPorts, dispatchMessage } from './dispatchMessage.ts';
import { endQueued } from './endQueued.ts';
import { wakesOf } from './Work.ts';

export interface Ports extends DispatchPorts, OrderedPorts {}

/** Takes a message on, whatever its status. May be repeated at any time. */
export async function advanceMessage(ports: Ports, message: MessageRow): Promise<void> {
  const { clock, queue } = ports;
  if (message.status === 'CANCELLED') return cancel(ports, message);
  const seconds = message.scheduledAt ? Math.ceil((Date.parse(message.scheduledAt) - clock.now()) / 1000) : 0;
  // Its schedule wakes a message shortly before its time. Without one, it waits in the queue again and again.
  if (seconds > 0) {
    await queue.add([{ kind: 'dispatch', messageId: message.id }], Math.min(seconds, LONGEST_DELAY_SECONDS));
  } else if (isOrdered(message)) await advanceOrdered(ports, message);
  else if (message.audience.topic) await queue.add([{ kind: 'publish', messageId: message.id }]);
  else await dispatchMessage(ports, message);
}

async function cancel(ports: Ports, message: MessageRow): Promise<void> {
  const { queue } = ports;
  const complete = await endQueued(ports, message.id, { status: 'CANCELLED' });
  // A claimed delivery is either sent, or can be cancelled once its claim has ended.
  if (!complete) await queue.add([{ kind: 'dispatch', messageId: message.id }], CLAIM_MILLISECONDS / 1000);
  await queue.add(wakesOf(message));
}
