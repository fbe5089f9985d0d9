import type { Context, LambdaRequest } from '@aws-appsync/utils';
import { callingUser } from '../shared/callerOf.ts';
import { unwrapAnswer } from '../shared/unwrapAnswer.ts';

/** Registers the device, after the step that spends the grant. If this step fails, the call needs a new proof. */
export function request(ctx: Context): LambdaRequest {
  const { sub: userId, groups } = callingUser(ctx);
  return { operation: 'Invoke', payload: { userId, groups, input: ctx.args.input } };
}

export function response(ctx: Context): unknown {
  return unwrapAnswer(ctx);
}
