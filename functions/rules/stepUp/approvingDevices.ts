import type { DeviceRow } from '../devices/DeviceRow.ts';

const MOST = 5;

/**
 * Returns the devices that may approve for a session, the last seen first, five at most.
 * They are enabled and have their address since before the user signed in: a thief of an access token can register a
 * device with it, or give a known device another push token.
 */
export function approvingDevices(devices: readonly DeviceRow[], authTime: number): DeviceRow[] {
  return devices
    .filter(({ addressSince, status }) => status === 'ENABLED' && addressSince !== undefined)
    .filter(({ addressSince = '' }) => Date.parse(addressSince) < authTime * 1000)
    .toSorted((one, other) => (one.lastSeenAt < other.lastSeenAt ? 1 : -1))
    .slice(0, MOST);
}
