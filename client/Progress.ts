import type { MessageStatus, ProgressFieldsFragment } from './generated/operations.ts';

/** A message's status and its deliveries counted by status. */
export interface Progress {
  readonly status: MessageStatus;
  readonly counts: ProgressFieldsFragment;
}

/** Weights by which the sum grows with each move: deliveries only move forward. */
const weights: readonly (readonly [keyof ProgressFieldsFragment, number])[] = [
  ['queued', 1],
  ['sent', 2],
  ['providerAccepted', 3],
  ['cancelled', 4],
  ['suppressed', 5],
  ['expired', 6],
  ['failed', 7],
  ['received', 8],
  ['opened', 9],
];

function weight({ counts }: Progress): number {
  return weights.reduce((sum, [name, each]) => sum + counts[name] * each, 0);
}

/** Whether one state of a message comes after another. */
export function isLater(progress: Progress, seen: Progress): boolean {
  const difference = weight(progress) - weight(seen);
  return difference > 0 || (difference === 0 && rank(progress.status) > rank(seen.status));
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
