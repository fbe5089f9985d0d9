import type { Context, DynamoDBQueryRequest } from '@aws-appsync/utils';
import type { Delivery, Message, MessageDeliveriesArgs } from '../schema/generated/types.ts';
import type { Connection } from './shared/connection.ts';
import { deliveriesConnection, queryDeliveries } from './shared/queryDeliveries.ts';
import { refuseUnavailable } from './shared/refuseUnavailable.ts';

export function request(ctx: Context<MessageDeliveriesArgs, object, undefined, Message>): DynamoDBQueryRequest {
  return queryDeliveries(ctx.source?.id ?? '', ctx.args);
}

export function response(ctx: Context<MessageDeliveriesArgs, object, undefined, Message>): Connection<Delivery> {
  refuseUnavailable(ctx);
  return deliveriesConnection(ctx.source?.id ?? '', ctx.result, ctx.args);
}
