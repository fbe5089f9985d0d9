import type { Context } from '@aws-appsync/utils';
import { isWellFormed } from '#language';
import { LONGEST_ID, validateId } from '../functions/rules/validateId.ts';
import type {
  IgnoredDeviceFact,
  MutationRegisterDeviceArgs,
  RegisterDeviceInput,
  RegisterDevicePayload,
} from '../schema/generated/types.ts';
import { canonicalArguments } from './shared/canonicalArguments.ts';
import { type DeviceItem, deviceOf } from './shared/deviceOf.ts';
import { refuse } from './shared/refuse.ts';
import { stashOf } from './shared/stash.ts';
import { userIdOf } from './shared/userIdOf.ts';

/** FCM's tokens are the longest. */
const LONGEST_TOKEN = 4096;

export function request(ctx: Context<MutationRegisterDeviceArgs>): Record<string, never> {
  userIdOf(ctx);
  stashOf(ctx).arguments = canonicalArguments(meant(ctx.args.input));
  return {};
}

/** Returns what the proof of a registration is bound to. The function judges the rest. */
function meant({ deviceId, address, ...told }: RegisterDeviceInput): object {
  const { apns, fcm } = address;
  refuse(validateId('input.deviceId', deviceId, LONGEST_ID));
  if (apns) refuse(validateId('input.address.apns.token', apns.token, LONGEST_TOKEN));
  if (fcm) refuse(validateId('input.address.fcm.token', fcm.token, LONGEST_TOKEN));
  return {
    deviceId,
    address: {
      apns: apns ? { token: apns.token.toLowerCase(), sandbox: apns.sandbox ?? false } : null,
      fcm: fcm ? { token: fcm.token } : null,
    },
    name: shortened(told.name),
    appVersion: shortened(told.appVersion),
    locale: shortened(told.locale),
    timeZone: shortened(told.timeZone),
  };
}

/** Returns a text that only informs, as far as it may count; null for none. */
function shortened(text: string | null | undefined): string | null {
  return text && text.length <= LONGEST_ID && isWellFormed(text) ? text : null;
}

export function response(ctx: Context): RegisterDevicePayload {
  const { device, created, removed, ignored } = ctx.prev.result as {
    device: DeviceItem;
    created: boolean;
    removed: string[];
    ignored: IgnoredDeviceFact[];
  };
  return { device: deviceOf(device), created, removedDeviceIds: removed, ignored };
}
