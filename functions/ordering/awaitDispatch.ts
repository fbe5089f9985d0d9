import type { WorkQueue } from '../delivery/Work.ts';
import type { Clock } from '../rules/Clock.ts';
import type { MessageRow } from '../rules/publishing/MessageRow.ts';
import type { StepResult } from './drainGroupQueue.ts';

export interface Ports {
  readonly clock: Clock;
  readonly queue: WorkQueue;
}

/** Dispatching takes a moment. A message that is due for longer than this was not dispatched. */
const OVERDUE_MILLISECONDS = 60_000;

/**
 * Waits for a first message that is not dispatched yet: its dispatch wakes the queue.
 * An overdue message is dispatched again, since it would hold up its group for ever, until it expires.
 */
export async function awaitDispatch({ clock, queue }: Ports, message: MessageRow): Promise<StepResult> {
  const now = clock.now();
  if (Date.parse(message.expiresAt) <= now) return 'done';
  const due = Date.parse(message.scheduledAt ?? message.createdAt);
  if (due + OVERDUE_MILLISECONDS < now) await queue.add([{ kind: 'dispatch', messageId: message.id }]);
  return 'waiting';
}
