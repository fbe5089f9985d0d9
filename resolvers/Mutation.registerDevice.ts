import { type Context, type LambdaRequest, util } from '@aws-appsync/utils';
import type { MutationRegisterDeviceArgs, RegisterDevicePayload } from '../schema/generated/types.ts';
import { callerOf } from './shared/callerOf.ts';
import { type DeviceItem, deviceOf } from './shared/deviceOf.ts';
import { unwrapAnswer } from './shared/unwrapAnswer.ts';

export function request(ctx: Context<MutationRegisterDeviceArgs>): LambdaRequest {
  const { user } = callerOf(ctx.identity);
  if (!user) util.unauthorized();
  return { operation: 'Invoke', payload: { userId: user?.sub, input: ctx.args.input } };
}

export function response(ctx: Context): RegisterDevicePayload {
  const { device, created } = unwrapAnswer<{ device: DeviceItem; created: boolean }>(ctx);
  return { device: deviceOf(device), created };
}
