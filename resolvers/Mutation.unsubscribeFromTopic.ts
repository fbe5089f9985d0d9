import type { Context } from '@aws-appsync/utils';
import type { MutationUnsubscribeFromTopicArgs, UnsubscribeFromTopicPayload } from '../schema/generated/types.ts';
import { canonicalArguments } from './shared/canonicalArguments.ts';
import { stashOf } from './shared/stash.ts';
import { userIdOf } from './shared/userIdOf.ts';

export function request(ctx: Context<MutationUnsubscribeFromTopicArgs>): Record<string, never> {
  userIdOf(ctx);
  stashOf(ctx).arguments = canonicalArguments(ctx.args.input);
  return {};
}

export function response(ctx: Context<MutationUnsubscribeFromTopicArgs>): UnsubscribeFromTopicPayload {
  return { topicId: ctx.args.input.topicId, unsubscribed: ctx.prev.result as boolean };
}
