import { type Context, type DynamoDBTransactWriteItemsRequest, runtime } from '@aws-appsync/utils';
import { consumeGrant, refuseSpentGrant } from '../shared/consumeGrant.ts';
import { refuseUnavailable } from '../shared/refuseUnavailable.ts';

/** Spends the grant; where the operation needs none, or a session's proof counts, there is nothing to spend. */
export function request(ctx: Context): DynamoDBTransactWriteItemsRequest {
  const transactItems = consumeGrant(ctx);
  if (transactItems.length === 0) runtime.earlyReturn(null);
  return { operation: 'TransactWriteItems', transactItems };
}

export function response(ctx: Context): null {
  refuseSpentGrant(ctx, ctx.result?.cancellationReasons?.[0]);
  refuseUnavailable(ctx);
  return null;
}
