import { type Context, type DynamoDBQueryRequest, runtime, util } from '@aws-appsync/utils';
import type { MessageRow } from '../functions/rules/publishing/MessageRow.ts';
import type { Message, QueryMessagesArgs } from '../schema/generated/types.ts';
import { callerOf, isAdmin } from './shared/callerOf.ts';
import { type Connection, connectionOf, readSortKey, refusePageSize } from './shared/connection.ts';
import { messageOf } from './shared/messageOf.ts';
import { refuseUnavailable } from './shared/refuseUnavailable.ts';

/** Each message has two resolvers of its own, and a request may take 100 (`resolverCountLimit`). */
const LARGEST_PAGE = 40;

export function request(ctx: Context<QueryMessagesArgs>): DynamoDBQueryRequest {
  const caller = callerOf(ctx.identity);
  const first = ctx.args.first ?? 20;
  refusePageSize(first, LARGEST_PAGE);
  const publisherId = ctx.args.publisherId ?? caller.id;
  // Printable ASCII, as Cognito's ids and ARNs are. A longer text cannot be a key of the index.
  const isId = util.matches('^[!-~]{1,2048}$', publisherId);
  const mayRead = publisherId === caller.id || isAdmin(caller);
  if (!isId || !mayRead) runtime.earlyReturn(connectionOf([], first));
  const sortKey = readSortKey(ctx.args.after, '');
  return {
    operation: 'Query',
    index: 'byPublisher',
    query: {
      expression: sortKey ? 'publisherId = :publisherId AND id < :after' : 'publisherId = :publisherId',
      expressionValues: util.dynamodb.toMapValues({
        ':publisherId': publisherId,
        ...(sortKey ? { ':after': sortKey } : {}),
      }),
    },
    limit: first + 1,
    scanIndexForward: false,
  };
}

export function response(ctx: Context<QueryMessagesArgs>): Connection<Message> {
  refuseUnavailable(ctx);
  const entries = (ctx.result.items as MessageRow[]).map((item) => ({ sortKey: item.id, node: messageOf(item) }));
  return connectionOf(entries, ctx.args.first ?? 20);
}
