import type { DeviceChange, ReportDeviceInput } from '../../../schema/generated/types.ts';
import type { DeviceRow } from './DeviceRow.ts';

/** Returns what clients hear of a change of a device, or null if it is no news. `at`: ISO 8601. */
export function deviceReport(before: DeviceRow | null, after: DeviceRow | null, at: string): ReportDeviceInput | null {
  const device = after ?? before;
  const change = changeOf(before, after);
  if (device === null || change === null) return null;
  const { userId, id, platform, name, addressVersion } = device;
  return {
    userId,
    deviceId: id,
    change,
    platform,
    ...(name === undefined ? {} : { name }),
    ...(change === 'DISABLED' && device.disabledReason !== undefined ? { reason: device.disabledReason } : {}),
    addressVersion,
    at,
  };
}

function changeOf(before: DeviceRow | null, after: DeviceRow | null): DeviceChange | null {
  if (after === null) return 'REMOVED';
  if (before === null) return 'REGISTERED';
  if (after.status === 'DISABLED') return before.status === 'DISABLED' ? null : 'DISABLED';
  return before.status === 'DISABLED' || before.addressVersion !== after.addressVersion ? 'REGISTERED' : null;
}
