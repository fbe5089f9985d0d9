import { type Context, type DynamoDBQueryRequest, runtime, util } from '@aws-appsync/utils';
import { callerOf } from '../shared/callerOf.ts';
import { countUnread, type InboxStash, statusFilter, UNREAD_ROWS } from '../shared/inbox.ts';
import { refuseUnavailable } from '../shared/refuseUnavailable.ts';

/** Only for a later page, or one of changes, that asks for the count: the first page of all has it from its own read. */
export function request(ctx: Context): DynamoDBQueryRequest {
  const { unread } = ctx.stash as InboxStash;
  if (unread !== undefined || ctx.info.selectionSetList.indexOf('unreadCount') < 0) runtime.earlyReturn(null);
  const { id } = callerOf(ctx.identity);
  return {
    operation: 'Query',
    index: 'byUser',
    query: { expression: 'userId = :userId', expressionValues: util.dynamodb.toMapValues({ ':userId': id }) },
    filter: statusFilter(),
    limit: UNREAD_ROWS,
    scanIndexForward: false,
  };
}

export function response(ctx: Context): null {
  refuseUnavailable(ctx);
  (ctx.stash as InboxStash).unread = countUnread(ctx.result.items);
  return null;
}
