import type { ReportDeviceInput } from '../../schema/generated/types.ts';

/** Where news of devices reach their users' clients. */
export interface DeviceFeed {
  /** Rejects if it could not be published, after some attempts. */
  report(input: ReportDeviceInput): Promise<void>;
}
