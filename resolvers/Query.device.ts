import { type Context, type DynamoDBGetItemRequest, runtime, util } from '@aws-appsync/utils';
import { deviceKey } from '../functions/rules/keys.ts';
import type { Device, QueryDeviceArgs } from '../schema/generated/types.ts';
import { callerOf } from './shared/callerOf.ts';
import { type DeviceItem, deviceOf } from './shared/deviceOf.ts';
import { isDeviceId } from './shared/ids.ts';
import { mappedKey } from './shared/mappedKey.ts';
import { refuseUnavailable } from './shared/refuseUnavailable.ts';

/** The key begins with the caller: someone else's device is not found. */
export function request(ctx: Context<QueryDeviceArgs>): DynamoDBGetItemRequest {
  const { user } = callerOf(ctx.identity);
  if (!user) util.unauthorized();
  if (!isDeviceId(ctx.args.id)) runtime.earlyReturn(null);
  return {
    operation: 'GetItem',
    key: mappedKey(deviceKey((user as { sub: string }).sub, ctx.args.id)),
    consistentRead: true,
  };
}

export function response(ctx: Context): Device | null {
  refuseUnavailable(ctx);
  return ctx.result ? deviceOf(ctx.result as DeviceItem) : null;
}
