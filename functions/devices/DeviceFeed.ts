import type { ReportDeviceInput } from '../../schema/generated/types.ts';

/** The live feed of a user's devices. */
export interface DeviceFeed {
  /** Rejects if the report could not be published, after some attempts. */
  report(input: ReportDeviceInput): Promise<void>;
}
