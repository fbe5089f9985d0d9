import type { ReportDeviceInput } from '../../../schema/generated/types.ts';
import type { DeviceFeed } from '../../devices/DeviceFeed.ts';
import { AppSyncCaller } from './AppSyncCaller.ts';

/** All fields: subscribers get those that the mutation selects. */
const reportDeviceMutation = `mutation ReportDevice($input: ReportDeviceInput!) {
  reportDevice(input: $input) { userId deviceId change platform name reason addressVersion at }
}`;

/** Publishes reports of devices by the service-only mutation. */
export class AppSyncDeviceFeed implements DeviceFeed {
  readonly #caller: AppSyncCaller;

  constructor(endpoint: string) {
    this.#caller = new AppSyncCaller(endpoint);
  }

  report(input: ReportDeviceInput): Promise<void> {
    return this.#caller.call(reportDeviceMutation, { input });
  }
}
