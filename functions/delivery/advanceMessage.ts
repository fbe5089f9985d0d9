import { isOrdered } from '../rules/ordering/messageGroups.ts';
import type { MessageRow } from '../rules/publishing/MessageRow.ts';
import { advanceOrdered, type Ports as OrderedPorts } from './advanceOrdered.ts';
import { CLAIM_MILLISECONDS } from './deliverOne.ts';
import { type Ports as DispatchPorts, dispatchMessage } from './dispatchMessage.ts';
import { endQueued } from './endQueued.ts';
import { publishToTopic, type Ports as TopicPorts } from './publishToTopic.ts';
import type { Schedule } from './Schedule.ts';
import { wakesOf } from './Work.ts';

export interface Ports extends DispatchPorts, OrderedPorts, Omit<TopicPorts, 'messages'> {
  readonly schedule: Schedule;
}

/** The longest delay of an SQS queue, in seconds. */
const LONGEST_DELAY = 900;
/**
 * A schedule is exact to the minute (EventBridge Scheduler User Guide, "Schedule types").
 * It wakes the message this many milliseconds before its time, and the queue delays it by the rest.
 */
const WOKEN_BEFORE = 120_000;

/** Takes a message on, whatever its status. May be repeated at any time. */
export async function advanceMessage(ports: Ports, message: MessageRow): Promise<void> {
  const { clock, queue, schedule } = ports;
  if (message.status === 'CANCELLED') return cancel(ports, message);
  const wait = message.scheduledAt ? Date.parse(message.scheduledAt) - clock.now() : 0;
  if (wait > LONGEST_DELAY * 1000) await schedule.set(message, clock.now() + wait - WOKEN_BEFORE);
  else if (wait > 0) await queue.add([{ kind: 'dispatch', messageId: message.id }], Math.ceil(wait / 1000));
  else if (isOrdered(message)) await advanceOrdered(ports, message);
  else if (message.audience.topic) await publishToTopic(ports, message, message.audience.topic);
  else await dispatchMessage(ports, message);
}

async function cancel(ports: Ports, message: MessageRow): Promise<void> {
  const { queue, schedule } = ports;
  if (message.scheduledAt) await schedule.clear(message.id);
  const complete = await endQueued(ports, message.id, { status: 'CANCELLED' });
  // A claimed delivery is either sent, or can be cancelled once its claim has ended.
  if (!complete) await queue.add([{ kind: 'dispatch', messageId: message.id }], CLAIM_MILLISECONDS / 1000);
  await queue.add(wakesOf(message));
}
