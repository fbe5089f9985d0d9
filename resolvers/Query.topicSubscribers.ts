import type { Context } from '@aws-appsync/utils';
import { topicSubscriberKey } from '../functions/rules/keys.ts';
import type { SubscriberStates } from '../functions/topics/readSubscriberStates.ts';
import type { QueryTopicSubscribersArgs, TopicSubscriber } from '../schema/generated/types.ts';
import { callerOf } from './shared/callerOf.ts';
import { type Connection, connectionOf } from './shared/connection.ts';
import { stashed, stashOf } from './shared/stash.ts';
import { subscriberList } from './shared/subscriberList.ts';
import { topicSubscriberOf } from './shared/topicSubscriberOf.ts';

/** `listSubscribers` reads a page of rows. `readSubscriberStates` asks SNS about them. */
export function request(ctx: Context<QueryTopicSubscribersArgs>): Record<string, never> {
  callerOf(ctx.identity);
  return {};
}

export function response(ctx: Context<QueryTopicSubscribersArgs>): Connection<TopicSubscriber> {
  const states = (ctx.prev.result ?? {}) as SubscriberStates;
  const entries = stashed(ctx, 'subscribers').map((row) => ({
    sortKey: topicSubscriberKey(row.topicId, row.protocol, row.endpoint).sk,
    node: topicSubscriberOf(row, states[row.subscriptionArn ?? '']),
  }));
  return connectionOf({
    list: subscriberList(ctx.args.topicId),
    entries,
    first: ctx.args.first ?? 20,
    nextToken: stashOf(ctx).nextToken,
  });
}
