import { type Context, util } from '@aws-appsync/utils';
import { parseJsonMember } from '../functions/rules/publishing/parseJsonMember.ts';
import type { TopicSubscriptionRow } from '../functions/rules/topics/TopicRows.ts';
import { validateFilterPolicy } from '../functions/rules/topics/validateFilterPolicy.ts';
import type { MutationSubscribeToTopicArgs, SubscribeToTopicPayload } from '../schema/generated/types.ts';
import { canonicalArguments } from './shared/canonicalArguments.ts';
import { refuse } from './shared/refuse.ts';
import { stashed, stashOf } from './shared/stash.ts';
import { topicSubscriptionOf } from './shared/topicOf.ts';
import { userIdOf } from './shared/userIdOf.ts';

/** Makes the subscription's row that `subscribeToTopic` will write. */
export function request(ctx: Context<MutationSubscribeToTopicArgs>): Record<string, never> {
  const { topicId, filterPolicy } = ctx.args.input;
  const userId = userIdOf(ctx);
  const policy = parseJsonMember<object>(filterPolicy);
  if (policy !== null && policy !== undefined) refuse(validateFilterPolicy('input.filterPolicy', policy));
  const text = policy ? JSON.stringify(policy) : null;
  const row: TopicSubscriptionRow = {
    topicId,
    userId,
    subscribedAt: util.time.nowISO8601(),
    ...(text === null ? {} : { filterPolicy: text }),
  };
  stashOf(ctx).subscription = row;
  // The policy as text: it may be nested more deeply than canonical arguments are.
  stashOf(ctx).arguments = canonicalArguments({ topicId, filterPolicy: text });
  return {};
}

export function response(ctx: Context<MutationSubscribeToTopicArgs>): SubscribeToTopicPayload {
  return { subscription: topicSubscriptionOf(stashed(ctx, 'subscription')) };
}
