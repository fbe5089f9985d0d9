// Runs in APPSYNC_JS too.
import type { MessageRow } from '../publishing/MessageRow.ts';
import type { Refusal } from '../Refusal.ts';

const errorInfo = { field: 'input.messageId' };

/** Returns why nothing of the message is sent any more, or null. `now`: ISO 8601. */
export function validateRedelivery({ expiresAt, status }: MessageRow, now: string): Refusal | null {
  if (status === 'CANCELLED') {
    return { errorType: 'MessageCancelled', message: 'The message was cancelled. Publish another one.', errorInfo };
  }
  if (expiresAt > now) return null;
  const message = `The message expired at ${expiresAt}. Publish another one.`;
  return { errorType: 'MessageExpired', message, errorInfo: { ...errorInfo, expiresAt } };
}
