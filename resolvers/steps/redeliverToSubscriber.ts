import type { Context, LambdaRequest } from '@aws-appsync/utils';
import type { SubscriberRedelivery } from '../../functions/topics/redeliverToSubscriber.ts';
import { stashed, stashOf } from '../shared/stash.ts';
import { unwrapAnswer } from '../shared/unwrapAnswer.ts';

/** Hands over what was kept, unless an earlier call did. */
export function request(ctx: Context): LambdaRequest {
  const payload = { key: stashed(ctx, 'subscriberKey'), replayed: !!stashOf(ctx).madeId };
  return { operation: 'Invoke', payload };
}

export function response(ctx: Context): SubscriberRedelivery {
  return unwrapAnswer<SubscriberRedelivery>(ctx);
}
