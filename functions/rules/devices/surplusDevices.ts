import type { DeviceRow } from './DeviceRow.ts';

/** A user has at most this many devices, whatever the setting `heliograph:devicesPerUser` says. */
export const MOST_DEVICES_PER_USER = 100;

/**
 * Returns the devices that must go so that their user has at most `most` with one more: those unseen longest, the
 * oldest first.
 */
export function surplusDevices(others: readonly DeviceRow[], most: number): readonly DeviceRow[] {
  const number = Math.max(0, others.length + 1 - most);
  return others.toSorted(byLastSeen).slice(0, number);
}

function byLastSeen(one: DeviceRow, other: DeviceRow): number {
  return one.lastSeenAt.localeCompare(other.lastSeenAt) || one.id.localeCompare(other.id);
}
