import type { Context } from '@aws-appsync/utils';
import type { MutationUnregisterDeviceArgs, UnregisterDevicePayload } from '../schema/generated/types.ts';
import { canonicalArguments } from './shared/canonicalArguments.ts';
import { refuseId } from './shared/refuseId.ts';
import { stashOf } from './shared/stash.ts';
import { userIdOf } from './shared/userIdOf.ts';

export function request(ctx: Context<MutationUnregisterDeviceArgs>): Record<string, never> {
  userIdOf(ctx);
  refuseId('input.deviceId', ctx.args.input.deviceId);
  stashOf(ctx).arguments = canonicalArguments(ctx.args.input);
  return {};
}

export function response(ctx: Context): UnregisterDevicePayload {
  return ctx.prev.result as UnregisterDevicePayload;
}
