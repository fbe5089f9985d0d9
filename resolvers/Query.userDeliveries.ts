import { type Context, type DynamoDBQueryRequest, util } from '@aws-appsync/utils';
import { explainDelivery } from '../functions/rules/delivery/explainDelivery.ts';
import type { QueryUserDeliveriesArgs, UserDelivery, UserDeliveryConnection } from '../schema/generated/types.ts';
import { callerOf } from './shared/callerOf.ts';
import { connectionOf, listName, readSortKey, refusePageSize } from './shared/connection.ts';
import { type DeliveryItem, deliveryOf } from './shared/deliveryOf.ts';
import { FILTERED_ROWS, refuseStates } from './shared/queryDeliveries.ts';
import { refuseId } from './shared/refuseId.ts';
import { refuseUnavailable } from './shared/refuseUnavailable.ts';
import { sinceUlid } from './shared/sinceUlid.ts';

export function request(ctx: Context<QueryUserDeliveriesArgs>): DynamoDBQueryRequest {
  callerOf(ctx.identity);
  const { userId, after } = ctx.args;
  const first = ctx.args.first ?? 20;
  refuseId('userId', userId);
  refusePageSize(first, 100);
  const status = ctx.args.status ?? [];
  refuseStates(status);
  const sortKey = readSortKey(listOf(ctx.args), after, ['']);
  return {
    operation: 'Query',
    index: 'byUser',
    query: {
      expression: sortKey ? 'userId = :userId AND inboxSort < :after' : 'userId = :userId',
      expressionValues: util.dynamodb.toMapValues({ ':userId': userId, ...(sortKey ? { ':after': sortKey } : {}) }),
    },
    limit: status.length > 0 ? FILTERED_ROWS : first + 1,
    scanIndexForward: false,
  };
}

export function response(ctx: Context<QueryUserDeliveriesArgs>): UserDeliveryConnection {
  refuseUnavailable(ctx);
  const status = ctx.args.status ?? [];
  const since = sinceUlid(ctx.args.since);
  const rows = ctx.result.items as DeliveryItem[];
  // Sort keys begin with the message's id.
  const recent = rows.filter(({ inboxSort }) => inboxSort >= since);
  const entries = recent.map((item) => ({
    sortKey: item.inboxSort,
    node: status.length === 0 || status.indexOf(item.status) >= 0 ? userDeliveryOf(item) : null,
  }));
  // What follows an older one is older still.
  const nextToken = recent.length < rows.length ? null : ctx.result.nextToken;
  return connectionOf({ list: listOf(ctx.args), entries, first: ctx.args.first ?? 20, nextToken });
}

function userDeliveryOf(item: DeliveryItem): UserDelivery {
  return { delivery: deliveryOf(item), explanation: explainDelivery(item) };
}

function listOf({ userId, status, since }: QueryUserDeliveriesArgs): string {
  return listName('userDeliveries', userId, sinceUlid(since), ...[...(status ?? [])].sort());
}
