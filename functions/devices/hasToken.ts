import type { PushPlatform } from '../../schema/generated/types.ts';
import type { DeviceRow } from '../rules/devices/DeviceRow.ts';

/** Whether a device has this token. */
export function hasToken(device: DeviceRow, platform: PushPlatform, tokenHash: string): boolean {
  return device.platform === platform && device.tokenHash === tokenHash;
}
