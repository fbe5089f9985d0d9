// Runs in APPSYNC_JS too.
import { ifAbsent } from '../Expression.ts';
import { messageKey } from '../keys.ts';
import { queuedMessagesOf } from '../ordering/messageGroups.ts';
import type { RowToWrite } from '../RowToWrite.ts';
import { type IdempotencyRecord, recordRow } from './idempotency.ts';
import type { MessageRow } from './MessageRow.ts';

/**
 * Returns the rows of the Messages table that accepting a message writes together: its record, itself, and one for each
 * of its group queues.
 */
export function rowsToAccept(message: MessageRow, record: IdempotencyRecord): RowToWrite[] {
  const queued = queuedMessagesOf(message).map(
    ({ pk, sk, ...row }): RowToWrite => ({ name: 'queuedMessage', key: { pk, sk }, row }),
  );
  const own: RowToWrite = { name: 'message', key: messageKey(message.id), row: message, condition: ifAbsent };
  return [recordRow(record), own, ...queued];
}
