import type { Context } from '@aws-appsync/utils';
import type { MutationRemoveTopicSubscriberArgs, RemoveTopicSubscriberPayload } from '../schema/generated/types.ts';
import { callerOf } from './shared/callerOf.ts';
import { canonicalArguments } from './shared/canonicalArguments.ts';
import { stashOf } from './shared/stash.ts';
import { subscriberEndpoint } from './shared/subscriberEndpoint.ts';

/** `closeSubscriber` marks its row. `applySubscriber` then has SNS end the subscription. */
export function request(ctx: Context<MutationRemoveTopicSubscriberArgs>): Record<string, never> {
  callerOf(ctx.identity);
  stashOf(ctx).endpoint = subscriberEndpoint(ctx.args.input.endpoint);
  stashOf(ctx).arguments = canonicalArguments(ctx.args.input);
  return {};
}

export function response(ctx: Context<MutationRemoveTopicSubscriberArgs>): RemoveTopicSubscriberPayload {
  return { topicId: ctx.args.input.topicId, removed: !!stashOf(ctx).subscriberKey };
}
