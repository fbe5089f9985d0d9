import { type Context, util } from '@aws-appsync/utils';
import { notFound } from '../functions/rules/Refusal.ts';
import type { SubscriberStates } from '../functions/topics/readSubscriberStates.ts';
import type { MutationUpdateTopicSubscriberArgs, UpdateTopicSubscriberPayload } from '../schema/generated/types.ts';
import { callerOf } from './shared/callerOf.ts';
import { canonicalArguments } from './shared/canonicalArguments.ts';
import { isUlid } from './shared/ids.ts';
import { refuse } from './shared/refuse.ts';
import { refuseId } from './shared/refuseId.ts';
import { stashed, stashOf } from './shared/stash.ts';
import { readSubscriber } from './shared/subscriberAsRead.ts';
import { subscriberEndpoint } from './shared/subscriberEndpoint.ts';
import { meantSettings } from './shared/subscriberSettings.ts';
import { topicSubscriberOf } from './shared/topicSubscriberOf.ts';

/** `judgeSubscriber` reads the settings, `changeSubscriber` writes them down, `applySubscriber` has SNS take them. */
export function request(ctx: Context<MutationUpdateTopicSubscriberArgs>): Record<string, never> {
  const { input } = ctx.args;
  callerOf(ctx.identity);
  refuseId('input.topicId', input.topicId);
  if (!isUlid(input.topicId)) refuse(notFound('topic', 'input.topicId'));
  const endpoint = subscriberEndpoint(input.endpoint);
  const meant = { topicId: input.topicId, endpoint, ...meantSettings(input) };
  stashOf(ctx).endpoint = endpoint;
  readSubscriber(ctx);
  stashOf(ctx).arguments = canonicalArguments(meant);
  return {};
}

export function response(ctx: Context): UpdateTopicSubscriberPayload {
  const [row] = stashed(ctx, 'subscribers');
  if (!row) util.error('The subscriber was removed since.', 'NotFound', null, { field: 'input.endpoint' });
  const states = (ctx.prev.result ?? {}) as SubscriberStates;
  return { subscriber: topicSubscriberOf(row, states[row.subscriptionArn ?? '']) };
}
