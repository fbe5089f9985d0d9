import { type Context, type DynamoDBTransactWriteItemsRequest, runtime } from '@aws-appsync/utils';
import { refuseUnavailable } from '../shared/refuseUnavailable.ts';
import { refuseSpentGrant, spendGrant } from '../shared/spendGrant.ts';
import { transaction } from '../shared/transaction.ts';

/** Spends the grant. Where the operation needs none, or a session's proof counts, there is nothing to spend. */
export function request(ctx: Context): DynamoDBTransactWriteItemsRequest {
  const parts = spendGrant(ctx);
  if (parts.length === 0) runtime.earlyReturn(null);
  return transaction(ctx, parts);
}

export function response(ctx: Context): null {
  refuseSpentGrant(ctx);
  refuseUnavailable(ctx);
  return null;
}
