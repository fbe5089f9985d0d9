import type { DeviceRow } from '../rules/devices/DeviceRow.ts';
import type { MessageAudience } from '../rules/publishing/validateAudience.ts';
import type { DeviceDirectory } from './DeviceDirectory.ts';

/** Yields the devices of an audience of users or devices, page by page, each once. */
export async function* resolveAudience(
  devices: DeviceDirectory,
  { userIds, deviceIds }: MessageAudience,
): AsyncIterable<readonly DeviceRow[]> {
  for (const userId of userIds ?? []) yield* devices.ofUser(userId);
  if (deviceIds) {
    const found = await Promise.all(deviceIds.map((deviceId) => devices.byId(deviceId)));
    yield found.filter((device) => device !== null);
  }
}
