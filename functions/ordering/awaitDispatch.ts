import type { WorkQueue } from '../delivery/Work.ts';
import type { Clock } from '../rules/Clock.ts';
import type { OrderRow } from '../rules/ordering/OrderRow.ts';
import type { MessageRow } from '../rules/publishing/MessageRow.ts';
import type { Turn } from './drainGroup.ts';

export interface Ports {
  readonly clock: Clock;
  readonly queue: WorkQueue;
}

/** Dispatching takes a moment. Longer than this after a message is due, somebody failed to. */
const OVERDUE_MILLISECONDS = 60_000;

/**
 * For a message whose turn it is and that is not dispatched yet: its dispatch wakes the group. One that nobody dispatches would hold up the group for
 * ever, so it is dispatched again, until its time is over.
 */
export async function awaitDispatch({ clock, queue }: Ports, row: OrderRow, message: MessageRow): Promise<Turn> {
  const now = clock.now();
  if (Date.parse(message.expiresAt) <= now) return 'settled';
  const due = Date.parse(message.scheduledAt ?? message.createdAt);
  if (due + OVERDUE_MILLISECONDS < now) await queue.add([{ kind: 'dispatch', messageId: row.messageId }]);
  return 'waiting';
}
