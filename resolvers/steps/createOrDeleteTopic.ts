import { type Context, type LambdaRequest, runtime } from '@aws-appsync/utils';
import { stashOf } from '../shared/stash.ts';
import { unwrapAnswer } from '../shared/unwrapAnswer.ts';

/** Has SNS do what the step before wrote down about a topic. */
export function request(ctx: Context): LambdaRequest {
  const { topicWork } = stashOf(ctx);
  if (!topicWork) runtime.earlyReturn({ deleted: false });
  return { operation: 'Invoke', payload: topicWork };
}

export function response(ctx: Context): unknown {
  return unwrapAnswer<unknown>(ctx);
}
