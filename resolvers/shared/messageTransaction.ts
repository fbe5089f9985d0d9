import type { Context, DynamoDBTransactWriteItemsRequest } from '@aws-appsync/utils';
import type { MessageRow } from '../../functions/rules/publishing/MessageRow.ts';
import { adminTransaction } from './adminTransaction.ts';
import { callerOf } from './callerOf.ts';
import type { Audited } from './changesBetween.ts';
import { spendGrant } from './spendGrant.ts';
import { type Part, transaction } from './transaction.ts';

/**
 * Returns the request that does something with a message and spends the grant. If the message is another publisher's,
 * an admin does it, and it is in the audit log with `after`.
 */
export function messageTransaction(
  ctx: Context,
  message: MessageRow | null,
  after: Audited,
  parts: readonly Part[],
): DynamoDBTransactWriteItemsRequest {
  const isOwn = message === null || message.publisherId === callerOf(ctx.identity).id;
  if (isOwn) return transaction(ctx, [...parts, ...spendGrant(ctx)]);
  return adminTransaction(ctx, { target: `message/${message.id}`, before: null, after }, parts);
}
