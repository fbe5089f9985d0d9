import type { Context } from '@aws-appsync/utils';
import type { MutationRegisterDeviceArgs, RegisterDevicePayload } from '../schema/generated/types.ts';
import { canonicalArguments } from './shared/canonicalArguments.ts';
import { type DeviceItem, deviceOf } from './shared/deviceOf.ts';
import { stashOf } from './shared/stash.ts';
import { userIdOf } from './shared/userIdOf.ts';

export function request(ctx: Context<MutationRegisterDeviceArgs>): Record<string, never> {
  userIdOf(ctx);
  stashOf(ctx).arguments = canonicalArguments(ctx.args.input);
  return {};
}

export function response(ctx: Context): RegisterDevicePayload {
  const { device, created, removed } = ctx.prev.result as {
    device: DeviceItem;
    created: boolean;
    removed: string[];
  };
  return { device: deviceOf(device), created, removedDeviceIds: removed };
}
