import { type Context, type DynamoDBGetItemRequest, runtime } from '@aws-appsync/utils';
import { deviceKey } from '../functions/rules/keys.ts';
import type { Device, QueryDeviceArgs } from '../schema/generated/types.ts';
import { type DeviceItem, deviceOf } from './shared/deviceOf.ts';
import { isDeviceId } from './shared/ids.ts';
import { mappedKey } from './shared/mappedKey.ts';
import { refuseId } from './shared/refuseId.ts';
import { refuseUnavailable } from './shared/refuseUnavailable.ts';
import { userIdOf } from './shared/userIdOf.ts';

/** The key begins with the caller, so somebody else's device is not found. */
export function request(ctx: Context<QueryDeviceArgs>): DynamoDBGetItemRequest {
  const userId = userIdOf(ctx);
  refuseId('id', ctx.args.id);
  if (!isDeviceId(ctx.args.id)) runtime.earlyReturn(null);
  return {
    operation: 'GetItem',
    key: mappedKey(deviceKey(userId, ctx.args.id)),
    consistentRead: true,
  };
}

export function response(ctx: Context): Device | null {
  refuseUnavailable(ctx);
  return ctx.result ? deviceOf(ctx.result as DeviceItem) : null;
}
