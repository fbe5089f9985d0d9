import { type Context, util } from '@aws-appsync/utils';
import { notFound } from '../functions/rules/Refusal.ts';
import type { TopicSubscriberRow } from '../functions/rules/topics/TopicSubscriberRow.ts';
import type { SubscriberStates } from '../functions/topics/readSubscriberStates.ts';
import type { AddTopicSubscriberPayload, MutationAddTopicSubscriberArgs } from '../schema/generated/types.ts';
import { callerOf } from './shared/callerOf.ts';
import { canonicalArguments } from './shared/canonicalArguments.ts';
import { lookForReplay } from './shared/idempotency.ts';
import { isUlid } from './shared/ids.ts';
import { refuse } from './shared/refuse.ts';
import { refuseId } from './shared/refuseId.ts';
import { refuseIdempotencyKey } from './shared/refuseIdempotencyKey.ts';
import { stashed, stashOf } from './shared/stash.ts';
import { readSubscriber } from './shared/subscriberAsRead.ts';
import { subscriberEndpoint } from './shared/subscriberEndpoint.ts';
import { meantSettings } from './shared/subscriberSettings.ts';
import { topicSubscriberOf } from './shared/topicSubscriberOf.ts';

/**
 * Makes the row that `acceptSubscriber` will write, with the settings that `judgeSubscriber` reads. `applySubscriber`
 * then has SNS subscribe it, and `readSubscriberStates` asks SNS for its state.
 */
export function request(ctx: Context<MutationAddTopicSubscriberArgs>): Record<string, never> {
  const { input } = ctx.args;
  const { id: addedBy } = callerOf(ctx.identity);
  const { idempotencyKey, topicId } = input;
  refuseIdempotencyKey(idempotencyKey);
  refuseId('input.topicId', topicId);
  if (!isUlid(topicId)) refuse(notFound('topic', 'input.topicId'));
  const { protocol, endpoint } = subscriberEndpoint(input.endpoint);
  stashOf(ctx).endpoint = { protocol, endpoint };
  const meant = { idempotencyKey, topicId, endpoint: { protocol, endpoint }, ...meantSettings(input) };
  stashOf(ctx).arguments = canonicalArguments(meant);
  const subscriber: TopicSubscriberRow = {
    topicId,
    protocol,
    endpoint,
    state: 'ADDING',
    revision: util.autoId(),
    addedAt: util.time.nowISO8601(),
    addedBy,
  };
  stashOf(ctx).subscriber = subscriber;
  lookForReplay(ctx);
  readSubscriber(ctx);
  return {};
}

export function response(ctx: Context): AddTopicSubscriberPayload {
  const [row] = stashed(ctx, 'subscribers');
  if (!row) util.error('The subscriber was removed since.', 'NotFound', null, { field: 'input.endpoint' });
  const states = (ctx.prev.result ?? {}) as SubscriberStates;
  return {
    subscriber: topicSubscriberOf(row, states[row.subscriptionArn ?? '']),
    replayed: !!stashOf(ctx).madeId,
  };
}
