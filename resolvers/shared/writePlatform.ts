import type { Context, DynamoDBTransactWriteItemsRequest } from '@aws-appsync/utils';
import type { PlatformRow } from '../../functions/rules/breaker/PlatformRow.ts';
import type { Condition, Expression } from '../../functions/rules/Expression.ts';
import { platformKey } from '../../functions/rules/keys.ts';
import { envOf } from './envOf.ts';
import { refuseUnavailable } from './refuseUnavailable.ts';
import { refuseSpentGrant, spendGrant } from './spendGrant.ts';
import { stashed, stashOf } from './stash.ts';
import { refusedPart, transaction, update } from './transaction.ts';

/**
 * Returns the request that changes the platform in the stash and spends the grant: both or neither. Where `condition`
 * does not hold there is nothing to change.
 */
export function writePlatform(
  ctx: Context,
  change: Expression,
  condition: Condition,
): DynamoDBTransactWriteItemsRequest {
  const { platform } = stashed(ctx, 'platform');
  const table = envOf(ctx).PLATFORMS_TABLE;
  const changed = update({ name: 'platform', table, key: platformKey(platform), change, condition });
  return transaction(ctx, [changed, ...spendGrant(ctx)]);
}

/** Leaves the platform as it is in the stash, where there was nothing to change. */
export function response(ctx: Context): null {
  refuseSpentGrant(ctx);
  const unchanged = refusedPart<PlatformRow>(ctx, 'platform');
  if (unchanged === null) refuseUnavailable(ctx);
  else stashOf(ctx).platform = unchanged.item ?? null;
  return null;
}
