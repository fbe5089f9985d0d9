import type { Context, LambdaRequest } from '@aws-appsync/utils';
import { unwrapAnswer } from '../shared/unwrapAnswer.ts';
import { userIdOf } from '../shared/userIdOf.ts';

/** Registers the device, after the step that spends the grant. If this step fails, the call needs a new proof. */
export function request(ctx: Context): LambdaRequest {
  return { operation: 'Invoke', payload: { userId: userIdOf(ctx), input: ctx.args.input } };
}

export function response(ctx: Context): unknown {
  return unwrapAnswer(ctx);
}
