import { type Context, type DynamoDBQueryRequest, runtime } from '@aws-appsync/utils';
import type { Delivery, QueryDeliveriesArgs } from '../../schema/generated/types.ts';
import { type Connection, emptyConnection } from '../shared/connection.ts';
import { deliveriesConnection, queryDeliveries } from '../shared/queryDeliveries.ts';
import { refuseUnavailable } from '../shared/refuseUnavailable.ts';
import { stashOf } from '../shared/stash.ts';

export function request(ctx: Context<QueryDeliveriesArgs>): DynamoDBQueryRequest {
  const page = queryDeliveries(ctx.args.messageId, ctx.args);
  if (!stashOf(ctx).message) runtime.earlyReturn(emptyConnection());
  return page;
}

export function response(ctx: Context<QueryDeliveriesArgs>): Connection<Delivery> {
  refuseUnavailable(ctx);
  return deliveriesConnection(ctx.args.messageId, ctx.result, ctx.args);
}
