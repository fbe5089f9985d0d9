import type { Context, DynamoDBTransactWriteItemsRequest } from '@aws-appsync/utils';
import type { Expression } from '../../functions/rules/Expression.ts';
import { platformKey } from '../../functions/rules/keys.ts';
import { envOf } from './envOf.ts';
import { refuseUnavailable } from './refuseUnavailable.ts';
import { refuseSpentGrant, spendGrant } from './spendGrant.ts';
import { stashed } from './stash.ts';
import { transaction, update } from './transaction.ts';

/** Returns the request that changes the platform in the stash and spends the grant: both or neither. */
export function writePlatform(ctx: Context, change: Expression): DynamoDBTransactWriteItemsRequest {
  const key = platformKey(stashed(ctx, 'platform').platform);
  const changed = update({ name: 'platform', table: envOf(ctx).PLATFORMS_TABLE, key, change });
  return transaction(ctx, [changed, ...spendGrant(ctx)]);
}

export function response(ctx: Context): null {
  refuseSpentGrant(ctx);
  refuseUnavailable(ctx);
  return null;
}
