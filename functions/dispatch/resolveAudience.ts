import type { DeviceDirectory } from '../delivering/DeviceDirectory.ts';
import type { DeviceRow } from '../domain/device/DeviceRow.ts';
import type { MessageAudience } from '../domain/message/validateAudience.ts';

/** The devices of an audience, page by page, each once. */
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
