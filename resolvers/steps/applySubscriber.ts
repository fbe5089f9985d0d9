import { type Context, type LambdaRequest, runtime } from '@aws-appsync/utils';
import type { TopicSubscriberRow } from '../../functions/rules/topics/TopicSubscriberRow.ts';
import { stashOf } from '../shared/stash.ts';
import { unwrapAnswer } from '../shared/unwrapAnswer.ts';

/**
 * Has SNS do what the step before wrote down about a subscriber, unless it is done.
 * Leaves the subscriber for `readSubscriberStates`.
 */
export function request(ctx: Context): LambdaRequest {
  const { subscriberKey } = stashOf(ctx);
  if (!subscriberKey) runtime.earlyReturn(null);
  return { operation: 'Invoke', payload: subscriberKey };
}

export function response(ctx: Context): null {
  const subscriber = unwrapAnswer<TopicSubscriberRow | null>(ctx);
  stashOf(ctx).subscribers = subscriber ? [subscriber] : [];
  return null;
}
