import type { Context } from '@aws-appsync/utils';
import { topicSubscriptionKey } from '../functions/rules/keys.ts';
import { notFound } from '../functions/rules/Refusal.ts';
import type { DecideTopicSubscriptionPayload, MutationDecideTopicSubscriptionArgs } from '../schema/generated/types.ts';
import { alsoRead } from './shared/alsoRead.ts';
import { callerOf } from './shared/callerOf.ts';
import { canonicalArguments } from './shared/canonicalArguments.ts';
import { envOf } from './shared/envOf.ts';
import { isUlid } from './shared/ids.ts';
import { refuse } from './shared/refuse.ts';
import { refuseId } from './shared/refuseId.ts';
import { stashed, stashOf } from './shared/stash.ts';
import { topicFollowerOf } from './shared/topicOf.ts';

/** `guard` reads the subscription that is decided on. */
export function request(ctx: Context<MutationDecideTopicSubscriptionArgs>): Record<string, never> {
  const { topicId, userId } = ctx.args.input;
  callerOf(ctx.identity);
  refuseId('input.topicId', topicId);
  refuseId('input.userId', userId);
  if (!isUlid(topicId)) refuse(notFound('subscription', 'input.userId'));
  alsoRead(ctx, { [envOf(ctx).DEVICES_TABLE]: [topicSubscriptionKey(userId, topicId)] });
  stashOf(ctx).arguments = canonicalArguments(ctx.args.input);
  return {};
}

export function response(ctx: Context): DecideTopicSubscriptionPayload {
  return { follower: topicFollowerOf(stashed(ctx, 'subscription')), changed: ctx.prev.result as boolean };
}
