import type { Context, DynamoDBQueryRequest } from '@aws-appsync/utils';
import type { DeviceConnection, QueryUserDevicesArgs } from '../schema/generated/types.ts';
import { callerOf } from './shared/callerOf.ts';
import { listName } from './shared/connection.ts';
import { deviceConnection, queryDevices } from './shared/devicePage.ts';
import { refuseId } from './shared/refuseId.ts';
import { refuseUnavailable } from './shared/refuseUnavailable.ts';

export function request(ctx: Context<QueryUserDevicesArgs>): DynamoDBQueryRequest {
  callerOf(ctx.identity);
  const { userId } = ctx.args;
  refuseId('userId', userId);
  return queryDevices(listOf(userId), userId, ctx.args);
}

export function response(ctx: Context<QueryUserDevicesArgs>): DeviceConnection {
  refuseUnavailable(ctx);
  return deviceConnection(listOf(ctx.args.userId), ctx.result, ctx.args);
}

function listOf(userId: string): string {
  return listName('userDevices', userId);
}
