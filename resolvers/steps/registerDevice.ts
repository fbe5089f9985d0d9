import type { Context, LambdaRequest } from '@aws-appsync/utils';
import { unwrapAnswer } from '../shared/unwrapAnswer.ts';
import { userIdOf } from '../shared/userIdOf.ts';

/** Registers the device, behind the step that spends the proof: should this one fail, the proof is gone and the call is asked for another. */
export function request(ctx: Context): LambdaRequest {
  return { operation: 'Invoke', payload: { userId: userIdOf(ctx), input: ctx.args.input } };
}

export function response(ctx: Context): unknown {
  return unwrapAnswer(ctx);
}
