import { type Context, type LambdaRequest, runtime } from '@aws-appsync/utils';
import type { TopicSubscriberRow } from '../../functions/rules/topics/TopicSubscriberRow.ts';
import { unwrapAnswer } from '../shared/unwrapAnswer.ts';

/** Has SNS do what the step before has written down about a subscriber (`ctx.stash.subscriberKey`), and leaves the subscriber for `readSubscriberStates`. */
export function request(ctx: Context): LambdaRequest {
  if (!ctx.stash.subscriberKey) runtime.earlyReturn(null);
  return { operation: 'Invoke', payload: ctx.stash.subscriberKey };
}

export function response(ctx: Context): null {
  const subscriber = unwrapAnswer<TopicSubscriberRow | null>(ctx);
  ctx.stash.subscribers = subscriber ? [subscriber] : [];
  return null;
}
