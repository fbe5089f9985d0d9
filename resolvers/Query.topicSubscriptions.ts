import type { Context, DynamoDBQueryRequest } from '@aws-appsync/utils';
import { topicSubscriptionKey } from '../functions/rules/keys.ts';
import type { TopicSubscriptionRow } from '../functions/rules/topics/TopicRows.ts';
import type { QueryTopicSubscriptionsArgs, TopicSubscription } from '../schema/generated/types.ts';
import { type Connection, connectionOf, listName } from './shared/connection.ts';
import { queryPage } from './shared/queryPage.ts';
import { refuseUnavailable } from './shared/refuseUnavailable.ts';
import { topicSubscriptionOf } from './shared/topicOf.ts';
import { userIdOf } from './shared/userIdOf.ts';

const list = listName('topicSubscriptions');

export function request(ctx: Context<QueryTopicSubscriptionsArgs>): DynamoDBQueryRequest {
  const userId = userIdOf(ctx);
  const { pk, sk } = topicSubscriptionKey(userId, '');
  return queryPage({ list, pk, prefix: sk, first: ctx.args.first ?? 20, after: ctx.args.after });
}

export function response(ctx: Context<QueryTopicSubscriptionsArgs>): Connection<TopicSubscription> {
  refuseUnavailable(ctx);
  const items = ctx.result.items as (TopicSubscriptionRow & { sk: string })[];
  const entries = items.map((item) => ({ sortKey: item.sk, node: topicSubscriptionOf(item) }));
  return connectionOf({ list, entries, first: ctx.args.first ?? 20, nextToken: ctx.result.nextToken });
}
