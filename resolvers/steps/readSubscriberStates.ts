import { type Context, type LambdaRequest, runtime } from '@aws-appsync/utils';
import type { TopicSubscriberRow } from '../../functions/rules/topics/TopicSubscriberRow.ts';
import { unwrapAnswer } from '../shared/unwrapAnswer.ts';

/** Asks SNS about the subscribers that it has, of those in `ctx.stash.subscribers`. */
export function request(ctx: Context): LambdaRequest {
  const rows = ctx.stash.subscribers as TopicSubscriberRow[];
  const subscriptionArns = rows.filter(({ state }) => state === 'ADDED').map((row) => row.subscriptionArn);
  if (subscriptionArns.length === 0) runtime.earlyReturn({});
  return { operation: 'Invoke', payload: { subscriptionArns } };
}

export function response(ctx: Context): Record<string, string> {
  return unwrapAnswer<Record<string, string>>(ctx);
}
