import { type Context, type LambdaRequest, runtime } from '@aws-appsync/utils';
import type { SubscriberStates } from '../../functions/topics/readSubscriberStates.ts';
import { stashed } from '../shared/stash.ts';
import { unwrapAnswer } from '../shared/unwrapAnswer.ts';

/** Asks SNS about the subscribers in the stash that it knows. */
export function request(ctx: Context): LambdaRequest {
  const subscriptionArns = stashed(ctx, 'subscribers')
    .filter(({ state }) => state === 'ADDED')
    .map((row) => row.subscriptionArn);
  if (subscriptionArns.length === 0) runtime.earlyReturn({});
  return { operation: 'Invoke', payload: { subscriptionArns } };
}

export function response(ctx: Context): SubscriberStates {
  return unwrapAnswer<SubscriberStates>(ctx);
}
