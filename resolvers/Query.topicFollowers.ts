import { type Context, type DynamoDBQueryRequest, runtime } from '@aws-appsync/utils';
import { followerKey } from '../functions/rules/keys.ts';
import type { TopicSubscriptionRow } from '../functions/rules/topics/TopicRows.ts';
import type { QueryTopicFollowersArgs, TopicFollower } from '../schema/generated/types.ts';
import { callerOf } from './shared/callerOf.ts';
import { type Connection, connectionOf, emptyConnection, listName } from './shared/connection.ts';
import { isUlid } from './shared/ids.ts';
import { queryPage } from './shared/queryPage.ts';
import { refuseId } from './shared/refuseId.ts';
import { refuseUnavailable } from './shared/refuseUnavailable.ts';
import { topicFollowerOf } from './shared/topicOf.ts';

export function request(ctx: Context<QueryTopicFollowersArgs>): DynamoDBQueryRequest {
  const { topicId, status, first, after } = ctx.args;
  callerOf(ctx.identity);
  const { pk, sk } = followerKey(topicId, status, '');
  refuseId('topicId', topicId);
  const page = queryPage({ list: listOf(ctx.args), pk, prefix: sk, first: first ?? 20, after });
  if (!isUlid(topicId)) runtime.earlyReturn(emptyConnection());
  return page;
}

export function response(ctx: Context<QueryTopicFollowersArgs>): Connection<TopicFollower> {
  refuseUnavailable(ctx);
  const items = ctx.result.items as (TopicSubscriptionRow & { sk: string })[];
  const entries = items.map((item) => ({ sortKey: item.sk, node: topicFollowerOf(item) }));
  return connectionOf({
    list: listOf(ctx.args),
    entries,
    first: ctx.args.first ?? 20,
    nextToken: ctx.result.nextToken,
  });
}

function listOf({ topicId, status }: QueryTopicFollowersArgs): string {
  return listName('topicFollowers', topicId, status);
}
