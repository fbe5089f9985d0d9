import type { Clock } from '../rules/Clock.ts';
import { LONGEST_DELAY_SECONDS } from '../rules/delivery/retryPause.ts';
import type { MessageRow } from '../rules/publishing/MessageRow.ts';
import type { Schedule } from './Schedule.ts';
import type { WorkQueue } from './Work.ts';

export interface Ports {
  readonly clock: Clock;
  readonly queue: WorkQueue;
  readonly schedule: Schedule;
}

/**
 * A schedule is exact to the minute (EventBridge Scheduler User Guide, "Schedule types").
 * It wakes the message this much before its time, and the queue delays it by the rest.
 */
const WOKEN_BEFORE_MILLISECONDS = 120_000;

/**
 * Sets the schedule that has a message dispatched when its time comes, or clears it if the message is cancelled.
 * May be repeated at any time.
 */
export async function scheduleMessage({ clock, queue, schedule }: Ports, message: MessageRow): Promise<void> {
  if (!message.scheduledAt) return;
  if (message.status === 'CANCELLED') return schedule.clear(message.id);
  if (message.status !== 'SCHEDULED') return;
  const due = Date.parse(message.scheduledAt);
  const seconds = Math.max(0, Math.ceil((due - clock.now()) / 1000));
  if (seconds > LONGEST_DELAY_SECONDS) await schedule.set(message, due - WOKEN_BEFORE_MILLISECONDS);
  else await queue.add([{ kind: 'dispatch', messageId: message.id }], seconds);
}
