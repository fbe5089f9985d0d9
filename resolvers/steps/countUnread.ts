import { type Context, type DynamoDBQueryRequest, runtime, util } from '@aws-appsync/utils';
import { callerOf } from '../shared/callerOf.ts';
import { countUnread, UNREAD_ROWS } from '../shared/inbox.ts';
import { refuseUnavailable } from '../shared/refuseUnavailable.ts';
import { stashOf } from '../shared/stash.ts';

/**
 * Reads only for a later page, or a page of changes, that asks for the count. The first page counts in its own read.
 */
export function request(ctx: Context): DynamoDBQueryRequest {
  const counted = stashOf(ctx).unread !== undefined;
  const asked = ctx.info.selectionSetList.indexOf('unreadCount') >= 0;
  if (counted || !asked) runtime.earlyReturn(null);
  const { id } = callerOf(ctx.identity);
  return {
    operation: 'Query',
    index: 'byUser',
    query: { expression: 'userId = :userId', expressionValues: util.dynamodb.toMapValues({ ':userId': id }) },
    limit: UNREAD_ROWS,
    scanIndexForward: false,
  };
}

export function response(ctx: Context): null {
  refuseUnavailable(ctx);
  stashOf(ctx).unread = countUnread(ctx.result.items);
  return null;
}
