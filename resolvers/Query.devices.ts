import type { Context, DynamoDBQueryRequest } from '@aws-appsync/utils';
import type { DeviceConnection, QueryDevicesArgs } from '../schema/generated/types.ts';
import { listName } from './shared/connection.ts';
import { deviceConnection, queryDevices } from './shared/devicePage.ts';
import { refuseUnavailable } from './shared/refuseUnavailable.ts';
import { userIdOf } from './shared/userIdOf.ts';

const list = listName('devices');

export function request(ctx: Context<QueryDevicesArgs>): DynamoDBQueryRequest {
  return queryDevices(list, userIdOf(ctx), ctx.args);
}

export function response(ctx: Context<QueryDevicesArgs>): DeviceConnection {
  refuseUnavailable(ctx);
  return deviceConnection(list, ctx.result, ctx.args);
}
