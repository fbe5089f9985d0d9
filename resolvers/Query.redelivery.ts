import { type Context, type DynamoDBGetItemRequest, runtime } from '@aws-appsync/utils';
import type { RedeliveryRow } from '../functions/rules/delivery/RedeliveryRow.ts';
import { parseDeliveryId, redeliveryKey } from '../functions/rules/keys.ts';
import type { QueryRedeliveryArgs, Redelivery } from '../schema/generated/types.ts';
import { callerOf, isAdmin } from './shared/callerOf.ts';
import { isUlid } from './shared/ids.ts';
import { mappedKey } from './shared/mappedKey.ts';
import { redeliveryOf } from './shared/redeliveryOf.ts';
import { refuseId } from './shared/refuseId.ts';
import { refuseUnavailable } from './shared/refuseUnavailable.ts';

export function request(ctx: Context<QueryRedeliveryArgs>): DynamoDBGetItemRequest {
  callerOf(ctx.identity);
  const { id } = ctx.args;
  refuseId('id', id);
  const named = parseDeliveryId(id);
  if (!named || !isUlid(named.messageId) || !isUlid(named.deviceId)) runtime.earlyReturn(null);
  return { operation: 'GetItem', key: mappedKey(redeliveryKey(id)), consistentRead: true };
}

export function response(ctx: Context): Redelivery | null {
  refuseUnavailable(ctx);
  const item: RedeliveryRow | null = ctx.result;
  const caller = callerOf(ctx.identity);
  return item && (item.publisherId === caller.id || isAdmin(caller)) ? redeliveryOf(item) : null;
}
