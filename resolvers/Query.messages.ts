import { type Context, type DynamoDBQueryRequest, runtime, util } from '@aws-appsync/utils';
import type { MessageRow } from '../functions/rules/publishing/MessageRow.ts';
import { validateId } from '../functions/rules/validateId.ts';
import type { Message, QueryMessagesArgs } from '../schema/generated/types.ts';
import { callerOf, isAdmin } from './shared/callerOf.ts';
import {
  type Connection,
  connectionOf,
  emptyConnection,
  listName,
  readSortKey,
  refusePageSize,
} from './shared/connection.ts';
import { LONGEST_PUBLISHER } from './shared/ids.ts';
import { messageOf } from './shared/messageOf.ts';
import { refuse } from './shared/refuse.ts';
import { refuseUnavailable } from './shared/refuseUnavailable.ts';

/** Each message has two resolvers of its own, and a request may take 100 (`resolverCountLimit`). */
const LARGEST_PAGE = 40;

export function request(ctx: Context<QueryMessagesArgs>): DynamoDBQueryRequest {
  const caller = callerOf(ctx.identity);
  const first = ctx.args.first ?? 20;
  refusePageSize(first, LARGEST_PAGE);
  const publisherId = ctx.args.publisherId ?? caller.id;
  refuse(validateId('publisherId', publisherId, LONGEST_PUBLISHER));
  const sortKey = readSortKey(listOf(publisherId), ctx.args.after, ['']);
  // Printable ASCII, as Cognito's ids and ARNs are.
  const isId = util.matches('^[!-~]+$', publisherId);
  const mayRead = publisherId === caller.id || isAdmin(caller);
  if (!isId || !mayRead) runtime.earlyReturn(emptyConnection());
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
  const list = listOf(ctx.args.publisherId ?? callerOf(ctx.identity).id);
  return connectionOf({ list, entries, first: ctx.args.first ?? 20, nextToken: ctx.result.nextToken });
}

function listOf(publisherId: string): string {
  return listName('messages', publisherId);
}
