import { type Context, type DynamoDBQueryRequest, runtime } from '@aws-appsync/utils';
import { followerKey } from '../functions/rules/keys.ts';
import type { TopicSubscriptionRow } from '../functions/rules/topics/TopicRows.ts';
import type { QueryTopicFollowersArgs, TopicFollower } from '../schema/generated/types.ts';
import { callerOf } from './shared/callerOf.ts';
import { type Connection, connectionOf } from './shared/connection.ts';
import { isUlid } from './shared/ids.ts';
import { queryPage } from './shared/queryPage.ts';
import { refuseUnavailable } from './shared/refuseUnavailable.ts';
import { topicFollowerOf } from './shared/topicOf.ts';

export function request(ctx: Context<QueryTopicFollowersArgs>): DynamoDBQueryRequest {
  const { topicId, status, first, after } = ctx.args;
  callerOf(ctx.identity);
  const { pk, sk } = followerKey(topicId, status, '');
  const page = queryPage({ pk, prefix: sk, first: first ?? 20, after, consistentRead: true });
  if (!isUlid(topicId)) runtime.earlyReturn(connectionOf([], 1));
  return page;
}

export function response(ctx: Context<QueryTopicFollowersArgs>): Connection<TopicFollower> {
  refuseUnavailable(ctx);
  const items = ctx.result.items as (TopicSubscriptionRow & { sk: string })[];
  const entries = items.map((item) => ({ sortKey: item.sk, node: topicFollowerOf(item) }));
  return connectionOf(entries, ctx.args.first ?? 20);
}
