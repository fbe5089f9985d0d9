import { type Context, type DynamoDBQueryRequest, util } from '@aws-appsync/utils';
import type { QueryInboxArgs } from '../../schema/generated/types.ts';
import { connectionOf, filteredConnectionOf, readCursor, refusePageSize } from '../shared/connection.ts';
import type { DeliveryItem } from '../shared/deliveryOf.ts';
import { changeFilter, countUnread, statusFilter, UNREAD_ROWS } from '../shared/inbox.ts';
import { refuseUnavailable } from '../shared/refuseUnavailable.ts';
import { stashOf } from '../shared/stash.ts';
import { userIdOf } from '../shared/userIdOf.ts';

/** Rows that a page of `changedSince` looks at, so that few pages find rare changes. */
const CHANGE_ROWS = 500;

/** Reads a page. The first one includes the rows that the unread count looks at, if the count is asked for. */
export function request(ctx: Context<QueryInboxArgs>): DynamoDBQueryRequest {
  const userId = userIdOf(ctx);
  const first = ctx.args.first ?? 20;
  refusePageSize(first, 100);
  const { changedSince } = ctx.args;
  const { sortKey, nextToken } = readCursor(ctx.args.after);
  return {
    operation: 'Query',
    index: 'byUser',
    query: {
      expression: sortKey ? 'userId = :userId AND inboxSort < :after' : 'userId = :userId',
      expressionValues: util.dynamodb.toMapValues({ ':userId': userId, ...(sortKey ? { ':after': sortKey } : {}) }),
    },
    filter: changedSince ? changeFilter(changedSince) : statusFilter(),
    limit: rowsToRead(ctx, first),
    ...(nextToken ? { nextToken } : {}),
    scanIndexForward: false,
  };
}

export function response(ctx: Context<QueryInboxArgs>): null {
  refuseUnavailable(ctx);
  const first = ctx.args.first ?? 20;
  const stash = stashOf(ctx);
  const rows = ctx.result.items as DeliveryItem[];
  const entries = rows.map((item) => ({ sortKey: item.inboxSort, node: item }));
  stash.page =
    entries.length > first ? connectionOf(entries, first) : filteredConnectionOf(entries, ctx.result.nextToken);
  if (countsUnread(ctx)) stash.unread = countUnread(rows);
  return null;
}

function rowsToRead(ctx: Context<QueryInboxArgs>, first: number): number {
  if (ctx.args.changedSince) return CHANGE_ROWS;
  return countsUnread(ctx) ? UNREAD_ROWS : first + 1;
}

function countsUnread(ctx: Context<QueryInboxArgs>): boolean {
  const isFirstPage = !ctx.args.after && !ctx.args.changedSince;
  return isFirstPage && ctx.info.selectionSetList.indexOf('unreadCount') >= 0;
}
