import { type Context, type DynamoDBGetItemRequest, runtime } from '@aws-appsync/utils';
import type { RedeliveryRow } from '../../functions/rules/delivery/RedeliveryRow.ts';
import { redeliveryKey } from '../../functions/rules/keys.ts';
import { mappedKey } from '../shared/mappedKey.ts';
import { refuseUnavailable } from '../shared/refuseUnavailable.ts';
import { stashOf } from '../shared/stash.ts';

/** Reads the redelivery of the first call for one that repeats it. A first call passes without a read. */
export function request(ctx: Context): DynamoDBGetItemRequest {
  const { madeId } = stashOf(ctx);
  if (!madeId) runtime.earlyReturn(ctx.prev.result);
  return { operation: 'GetItem', key: mappedKey(redeliveryKey(madeId)), consistentRead: true };
}

export function response(ctx: Context): RedeliveryRow {
  refuseUnavailable(ctx, 'The first answer could not be read. Try again.');
  return ctx.result;
}
