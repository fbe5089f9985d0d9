import type { MessageStatus, ProgressFieldsFragment } from './generated/operations.ts';

/** A message's status and its counts. */
export interface Progress {
  readonly status: MessageStatus;
  readonly counts: ProgressFieldsFragment;
}

/** Whether one state of a message comes after another. Counts may step back: `redeliver` queues what had failed. */
export function isLater(progress: Progress, seen: Progress): boolean {
  const [now, then] = [progress.counts.countedUpTo, seen.counts.countedUpTo];
  return now > then || (now === then && rank(progress.status) > rank(seen.status));
}

const order: readonly MessageStatus[] = [
  'SCHEDULED',
  'ACCEPTED',
  'SENDING',
  'COMPLETED',
  'CANCELLED',
  'FAILED',
  'DUPLICATE',
];

function rank(status: MessageStatus): number {
  return order.indexOf(status);
}
