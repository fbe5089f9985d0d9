import type { Context } from '@aws-appsync/utils';
import { topicSubscriptionKey } from '../functions/rules/keys.ts';
import type { MutationUnsubscribeFromTopicArgs, UnsubscribeFromTopicPayload } from '../schema/generated/types.ts';
import { alsoRead } from './shared/alsoRead.ts';
import { canonicalArguments } from './shared/canonicalArguments.ts';
import { envOf } from './shared/envOf.ts';
import { isUlid } from './shared/ids.ts';
import { refuseId } from './shared/refuseId.ts';
import { stashOf } from './shared/stash.ts';
import { userIdOf } from './shared/userIdOf.ts';

/** `guard` reads the subscription that `unsubscribeFromTopic` will end. */
export function request(ctx: Context<MutationUnsubscribeFromTopicArgs>): Record<string, never> {
  const { topicId } = ctx.args.input;
  const key = topicSubscriptionKey(userIdOf(ctx), topicId);
  refuseId('input.topicId', topicId);
  alsoRead(ctx, { [envOf(ctx).DEVICES_TABLE]: isUlid(topicId) ? [key] : [] });
  stashOf(ctx).arguments = canonicalArguments(ctx.args.input);
  return {};
}

export function response(ctx: Context<MutationUnsubscribeFromTopicArgs>): UnsubscribeFromTopicPayload {
  return { topicId: ctx.args.input.topicId, unsubscribed: ctx.prev.result as boolean };
}
