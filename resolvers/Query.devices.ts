import type { Context, DynamoDBQueryRequest } from '@aws-appsync/utils';
import { deviceKey } from '../functions/rules/keys.ts';
import type { DeviceConnection, QueryDevicesArgs } from '../schema/generated/types.ts';
import { connectionOf, listName } from './shared/connection.ts';
import { type DeviceItem, deviceOf } from './shared/deviceOf.ts';
import { queryPage } from './shared/queryPage.ts';
import { refuseUnavailable } from './shared/refuseUnavailable.ts';
import { userIdOf } from './shared/userIdOf.ts';

const list = listName('devices');

export function request(ctx: Context<QueryDevicesArgs>): DynamoDBQueryRequest {
  const userId = userIdOf(ctx);
  const { pk, sk } = deviceKey(userId, '');
  return queryPage({ list, pk, prefix: sk, first: ctx.args.first ?? 20, after: ctx.args.after });
}

export function response(ctx: Context<QueryDevicesArgs>): DeviceConnection {
  refuseUnavailable(ctx);
  const entries = (ctx.result.items as DeviceItem[]).map((item) => ({ sortKey: item.sk, node: deviceOf(item) }));
  return connectionOf({ list, entries, first: ctx.args.first ?? 20, nextToken: ctx.result.nextToken });
}
