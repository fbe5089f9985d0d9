import { type Context, type DynamoDBQueryRequest, util } from '@aws-appsync/utils';
import { isoTime } from '#language';
import { parseDateTime, validateDateTime } from '../../functions/rules/parseDateTime.ts';
import type { QueryInboxArgs } from '../../schema/generated/types.ts';
import { connectionOf, listName, readSortKey, refusePageSize } from '../shared/connection.ts';
import type { DeliveryItem } from '../shared/deliveryOf.ts';
import { cutMessages, hasArrived, openedIn } from '../shared/inbox.ts';
import { refuse } from '../shared/refuse.ts';
import { refuseUnavailable } from '../shared/refuseUnavailable.ts';
import { stashOf } from '../shared/stash.ts';
import { userIdOf } from '../shared/userIdOf.ts';

/** Rows that a page of `changedSince` looks at, so that few pages find rare changes. */
const CHANGE_ROWS = 500;

export function request(ctx: Context<QueryInboxArgs>): DynamoDBQueryRequest {
  const userId = userIdOf(ctx);
  const first = ctx.args.first ?? 20;
  refusePageSize(first, 100);
  const { changedSince } = ctx.args;
  if (changedSince) refuse(validateDateTime('changedSince', changedSince));
  const sortKey = readSortKey(listOf(ctx), ctx.args.after, ['']);
  return {
    operation: 'Query',
    index: 'byUser',
    query: {
      expression: sortKey ? 'userId = :userId AND inboxSort < :after' : 'userId = :userId',
      expressionValues: util.dynamodb.toMapValues({ ':userId': userId, ...(sortKey ? { ':after': sortKey } : {}) }),
    },
    limit: changedSince ? CHANGE_ROWS : first + 1,
    scanIndexForward: false,
  };
}

export function response(ctx: Context<QueryInboxArgs>): null {
  refuseUnavailable(ctx);
  const first = ctx.args.first ?? 20;
  const stash = stashOf(ctx);
  const rows = ctx.result.items as DeliveryItem[];
  const since = sinceOf(ctx);
  const entries = rows.map((item) => {
    const isAsked = since === null ? hasArrived(item) : item.updatedAt >= since;
    return { sortKey: item.inboxSort, node: isAsked ? item : null };
  });
  stash.page = connectionOf({ list: listOf(ctx), entries, first, nextToken: ctx.result.nextToken });
  stash.opened = openedIn(rows);
  const after = readSortKey(listOf(ctx), ctx.args.after, ['']);
  const cut = cutMessages(rows, after, !!ctx.result.nextToken);
  if (cut && stash.page.nodes.length > 0) stash.cut = cut;
  return null;
}

function listOf(ctx: Context<QueryInboxArgs>): string {
  return listName('inbox', sinceOf(ctx));
}

/** Returns the second from which on changes are asked for, null where all deliveries are. */
function sinceOf(ctx: Context<QueryInboxArgs>): string | null {
  const { changedSince } = ctx.args;
  const time = changedSince ? parseDateTime(changedSince) : null;
  return time === null ? null : isoTime(time).slice(0, 19);
}
