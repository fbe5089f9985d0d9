import type { MessageRow } from '../publishing/MessageRow.ts';

const HOUR = 3_600_000;
/** A push that nobody answered for this long is unanswered (docs/operations.md). */
export const UNANSWERED_MILLISECONDS = 900_000;

/**
 * Returns when a push is given up that nobody answered: after the shorter of its time to live and so many hours, and
 * not before it counts as unanswered. Epoch milliseconds.
 */
export function answerBy({ expiresAt }: Pick<MessageRow, 'expiresAt'>, sentAt: number, hours: number): number {
  return Math.max(sentAt + UNANSWERED_MILLISECONDS, Math.min(Date.parse(expiresAt), sentAt + hours * HOUR));
}
