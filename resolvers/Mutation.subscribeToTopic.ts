import { type Context, util } from '@aws-appsync/utils';
import { topicKey, topicSubscriptionKey } from '../functions/rules/keys.ts';
import { parseJsonMember } from '../functions/rules/publishing/parseJsonMember.ts';
import { notFound } from '../functions/rules/Refusal.ts';
import { validateFilterPolicy } from '../functions/rules/topics/validateFilterPolicy.ts';
import type { MutationSubscribeToTopicArgs, SubscribeToTopicPayload } from '../schema/generated/types.ts';
import { alsoRead } from './shared/alsoRead.ts';
import { callingUser } from './shared/callerOf.ts';
import { canonicalArguments } from './shared/canonicalArguments.ts';
import { envOf } from './shared/envOf.ts';
import { isUlid } from './shared/ids.ts';
import { refuse } from './shared/refuse.ts';
import { refuseId } from './shared/refuseId.ts';
import { stashed, stashOf } from './shared/stash.ts';
import { topicSubscriptionOf } from './shared/topicOf.ts';

/** Makes what the user wants of the subscription. `guard` reads the topic, and the subscription that there is. */
export function request(ctx: Context<MutationSubscribeToTopicArgs>): Record<string, never> {
  const { topicId, filterPolicy } = ctx.args.input;
  const { sub: userId, username } = callingUser(ctx);
  refuseId('input.topicId', topicId);
  if (!isUlid(topicId)) refuse(notFound('topic', 'input.topicId'));
  const policy = parseJsonMember<object>(filterPolicy);
  stashOf(ctx).arguments = canonicalArguments({ topicId, filterPolicy: policy });
  if (policy !== null) refuse(validateFilterPolicy('input.filterPolicy', policy, 'MessageAttributes'));
  const text = policy ? JSON.stringify(policy) : null;
  stashOf(ctx).wantedSubscription = {
    topicId,
    userId,
    username,
    subscribedAt: util.time.nowISO8601(),
    ...(text === null ? {} : { filterPolicy: text }),
  };
  alsoRead(ctx, {
    [envOf(ctx).TOPICS_TABLE]: [topicKey(topicId)],
    [envOf(ctx).DEVICES_TABLE]: [topicSubscriptionKey(userId, topicId)],
  });
  return {};
}

export function response(ctx: Context<MutationSubscribeToTopicArgs>): SubscribeToTopicPayload {
  return { subscription: topicSubscriptionOf(stashed(ctx, 'subscription')) };
}
