import { type Context, type LambdaRequest, util } from '@aws-appsync/utils';
import type { MutationUnregisterDeviceArgs, UnregisterDevicePayload } from '../schema/generated/types.ts';
import { callerOf } from './shared/callerOf.ts';
import { unwrapAnswer } from './shared/unwrapAnswer.ts';

export function request(ctx: Context<MutationUnregisterDeviceArgs>): LambdaRequest {
  const { user } = callerOf(ctx.identity);
  if (!user) util.unauthorized();
  return { operation: 'Invoke', payload: { userId: user?.sub, input: ctx.args.input } };
}

export function response(ctx: Context): UnregisterDevicePayload {
  return unwrapAnswer<UnregisterDevicePayload>(ctx);
}
