import { type Context, type LambdaRequest, runtime } from '@aws-appsync/utils';
import { unwrapAnswer } from '../shared/unwrapAnswer.ts';

/** Has SNS do what the step before has written down (`ctx.stash.topicWork`). */
export function request(ctx: Context): LambdaRequest {
  if (!ctx.stash.topicWork) runtime.earlyReturn({ deleted: false });
  return { operation: 'Invoke', payload: ctx.stash.topicWork };
}

export function response(ctx: Context): unknown {
  return unwrapAnswer<unknown>(ctx);
}
