import type { DeviceRow } from '../devices/DeviceRow.ts';

const MOST = 5;

/**
 * The devices that may approve for a session: enabled, and with the address they have since before the user signed in. A thief of an access token
 * can register a device of their own with it, or give a known one another push token. The last seen first, five at most.
 */
export function approvingDevices(devices: readonly DeviceRow[], authTime: number): DeviceRow[] {
  return devices
    .filter(({ addressSince, status }) => status === 'ENABLED' && addressSince !== undefined)
    .filter(({ addressSince = '' }) => Date.parse(addressSince) < authTime * 1000)
    .toSorted((one, other) => (one.lastSeenAt < other.lastSeenAt ? 1 : -1))
    .slice(0, MOST);
}
