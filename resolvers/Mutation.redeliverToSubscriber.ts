import type { Context } from '@aws-appsync/utils';
import { invalidInput, notFound } from '../functions/rules/Refusal.ts';
import type { SubscriberRedelivery } from '../functions/topics/redeliverToSubscriber.ts';
import type { MutationRedeliverToSubscriberArgs, RedeliverToSubscriberPayload } from '../schema/generated/types.ts';
import { callerOf } from './shared/callerOf.ts';
import { canonicalArguments } from './shared/canonicalArguments.ts';
import { lookForReplay } from './shared/idempotency.ts';
import { isUlid } from './shared/ids.ts';
import { refuse } from './shared/refuse.ts';
import { refuseId } from './shared/refuseId.ts';
import { refuseIdempotencyKey } from './shared/refuseIdempotencyKey.ts';
import { stashOf } from './shared/stash.ts';
import { subscriberEndpoint } from './shared/subscriberEndpoint.ts';

/** `acceptSubscriberRedelivery` records the call. `redeliverToSubscriber` then hands over what was kept. */
export function request(ctx: Context<MutationRedeliverToSubscriberArgs>): Record<string, never> {
  const { idempotencyKey, topicId, endpoint: given } = ctx.args.input;
  callerOf(ctx.identity);
  refuseIdempotencyKey(idempotencyKey);
  refuseId('input.topicId', topicId);
  if (!isUlid(topicId)) refuse(notFound('topic', 'input.topicId'));
  const endpoint = subscriberEndpoint(given);
  if (endpoint.protocol === 'email') {
    refuse(invalidInput('input.endpoint.email', 'a mailbox, to which SNS alone writes', 'sqs, https, lambda'));
  }
  stashOf(ctx).endpoint = endpoint;
  stashOf(ctx).arguments = canonicalArguments({ idempotencyKey, topicId, endpoint });
  lookForReplay(ctx);
  return {};
}

export function response(ctx: Context<MutationRedeliverToSubscriberArgs>): RedeliverToSubscriberPayload {
  const { redelivered, failed, lastError, kept } = ctx.prev.result as SubscriberRedelivery;
  const { topicId } = ctx.args.input;
  return { topicId, redelivered, failed, lastError: lastError ?? null, kept, replayed: !!stashOf(ctx).madeId };
}
