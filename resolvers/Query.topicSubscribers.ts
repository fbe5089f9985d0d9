import type { Context } from '@aws-appsync/utils';
import { topicSubscriberKey } from '../functions/rules/keys.ts';
import type { SubscriberStates } from '../functions/topics/readSubscriberStates.ts';
import type { QueryTopicSubscribersArgs, TopicSubscriber } from '../schema/generated/types.ts';
import { callerOf } from './shared/callerOf.ts';
import { type Connection, connectionOf } from './shared/connection.ts';
import { stashed } from './shared/stash.ts';
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
  return connectionOf(entries, ctx.args.first ?? 20);
}
