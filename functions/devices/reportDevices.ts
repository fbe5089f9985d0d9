import type { ChangeRecord } from '../rules/ChangeRecord.ts';
import type { DeviceRow } from '../rules/devices/DeviceRow.ts';
import { deviceReport } from '../rules/devices/deviceReport.ts';
import type { LogFailure } from '../rules/LogFailure.ts';
import type { DeviceFeed } from './DeviceFeed.ts';

export interface Ports {
  readonly feed: DeviceFeed;
  readonly logFailure: LogFailure;
}

/**
 * Reports changes of devices to their users' clients, in order. Returns null, or the sequence number of the record
 * that failed: the stream brings it and the later ones again.
 */
export async function reportDevices(
  { feed, logFailure }: Ports,
  records: readonly ChangeRecord<DeviceRow>[],
): Promise<string | null> {
  for (const { sequenceNumber, at, before, after } of records) {
    const report = deviceReport(before, after, new Date(at).toISOString());
    if (report === null) continue;
    try {
      await feed.report(report);
    } catch (error) {
      logFailure('A device was not reported', error, { userId: report.userId, deviceId: report.deviceId });
      return sequenceNumber;
    }
  }
  return null;
}
