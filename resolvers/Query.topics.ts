import type { Context, DynamoDBQueryRequest } from '@aws-appsync/utils';
import { topicKey } from '../functions/rules/keys.ts';
import { mayFollow } from '../functions/rules/topics/mayFollow.ts';
import type { TopicRow } from '../functions/rules/topics/TopicRows.ts';
import type { QueryTopicsArgs, Topic } from '../schema/generated/types.ts';
import { type Connection, connectionOf, listName } from './shared/connection.ts';
import { queryPage } from './shared/queryPage.ts';
import { refuseUnavailable } from './shared/refuseUnavailable.ts';
import { groupsSeen } from './shared/topicAccess.ts';
import { topicOf } from './shared/topicOf.ts';

/** Rows that a page goes through for a caller who does not see all topics, so that closed ones shorten few pages. */
const ROWS = 200;
const list = listName('topics');

export function request(ctx: Context<QueryTopicsArgs>): DynamoDBQueryRequest {
  const { pk, sk } = topicKey('');
  const page = queryPage({ list, pk, prefix: sk, first: ctx.args.first ?? 20, after: ctx.args.after });
  return groupsSeen(ctx) === null ? page : { ...page, limit: ROWS };
}

export function response(ctx: Context<QueryTopicsArgs>): Connection<Topic> {
  refuseUnavailable(ctx);
  const groups = groupsSeen(ctx);
  const items = ctx.result.items as (TopicRow & { sk: string })[];
  const entries = items.map((item) => {
    const isVisible = groups === null || mayFollow(item, groups);
    return isVisible ? { sortKey: item.sk, node: topicOf(item) } : { sortKey: blurred(item.sk), node: null };
  });
  return connectionOf({ list, entries, first: ctx.args.first ?? 20, nextToken: ctx.result.nextToken });
}

/** Returns a sort key right behind that of a topic which the caller does not see, so that no cursor tells its id. */
function blurred(sortKey: string): string {
  return `${sortKey.slice(0, sortKey.length - 6)}ZZZZZZ`;
}
