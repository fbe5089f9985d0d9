import { isOrdered } from '../rules/ordering/orderGroups.ts';
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

/** What a queue can hold back, in seconds. */
const LONGEST_DELAY = 900;
/** A schedule is exact to the minute (EventBridge Scheduler User Guide, "Schedule types"): it wakes the message before its time, and the queue does the rest. */
const WOKEN_BEFORE = 120_000;

/** Takes a message on from wherever it stands. May be repeated at any time. */
export async function advanceMessage(ports: Ports, message: MessageRow): Promise<void> {
  const { clock, queue, schedule } = ports;
  const again = { kind: 'dispatch', messageId: message.id } as const;
  if (message.status === 'CANCELLED') {
    if (message.scheduledAt) await schedule.clear(message.id);
    const complete = await endQueued(ports, message.id, { status: 'CANCELLED' });
    // Some are being sent at this moment: they are sent, or can be cancelled when their claims have ended.
    if (!complete) await queue.add([again], CLAIM_MILLISECONDS / 1000);
    await queue.add(wakesOf(message));
    return;
  }
  const wait = message.scheduledAt ? Date.parse(message.scheduledAt) - clock.now() : 0;
  if (wait > LONGEST_DELAY * 1000) await schedule.set(message, clock.now() + wait - WOKEN_BEFORE);
  else if (wait > 0) await queue.add([again], Math.ceil(wait / 1000));
  else if (isOrdered(message)) await advanceOrdered(ports, message);
  else if (message.audience.topic) await publishToTopic(ports, message, message.audience.topic);
  else await dispatchMessage(ports, message);
}
