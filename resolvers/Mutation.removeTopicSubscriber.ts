import type { Context } from '@aws-appsync/utils';
import type { MutationRemoveTopicSubscriberArgs, RemoveTopicSubscriberPayload } from '../schema/generated/types.ts';
import { callerOf } from './shared/callerOf.ts';
import { canonicalArguments } from './shared/canonicalArguments.ts';
import { isUlid } from './shared/ids.ts';
import { refuseId } from './shared/refuseId.ts';
import { stashOf } from './shared/stash.ts';
import { readSubscriber } from './shared/subscriberAsRead.ts';
import { subscriberEndpoint } from './shared/subscriberEndpoint.ts';

/** `closeSubscriber` marks its row. `applySubscriber` then has SNS end the subscription. */
export function request(ctx: Context<MutationRemoveTopicSubscriberArgs>): Record<string, never> {
  callerOf(ctx.identity);
  const { topicId } = ctx.args.input;
  refuseId('input.topicId', topicId);
  const endpoint = subscriberEndpoint(ctx.args.input.endpoint);
  stashOf(ctx).endpoint = endpoint;
  if (isUlid(topicId)) readSubscriber(ctx);
  stashOf(ctx).arguments = canonicalArguments({ topicId, endpoint });
  return {};
}

export function response(ctx: Context<MutationRemoveTopicSubscriberArgs>): RemoveTopicSubscriberPayload {
  return { topicId: ctx.args.input.topicId, removed: !!stashOf(ctx).subscriberKey };
}
