import { type Context, type DynamoDBQueryRequest, runtime } from '@aws-appsync/utils';
import { topicSubscriberPrefix } from '../../functions/rules/keys.ts';
import type { QueryTopicSubscribersArgs } from '../../schema/generated/types.ts';
import { isUlid } from '../shared/ids.ts';
import { queryPage } from '../shared/queryPage.ts';
import { refuseId } from '../shared/refuseId.ts';
import { refuseUnavailable } from '../shared/refuseUnavailable.ts';
import { stashOf } from '../shared/stash.ts';
import { subscriberList } from '../shared/subscriberList.ts';

/** Reads a page of a topic's subscribers into the stash. */
export function request(ctx: Context<QueryTopicSubscribersArgs>): DynamoDBQueryRequest {
  const { topicId, first, after } = ctx.args;
  stashOf(ctx).subscribers = [];
  const { pk, sk } = topicSubscriberPrefix(topicId);
  refuseId('topicId', topicId);
  const page = queryPage({ list: subscriberList(topicId), pk, prefix: sk, first: first ?? 20, after });
  if (!isUlid(topicId)) runtime.earlyReturn(null);
  return page;
}

export function response(ctx: Context): null {
  refuseUnavailable(ctx);
  stashOf(ctx).subscribers = ctx.result.items;
  stashOf(ctx).nextToken = ctx.result.nextToken;
  return null;
}
