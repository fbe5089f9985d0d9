import type { ReportPlatformInput } from '../../schema/generated/types.ts';

/** The live feed of platforms, for publishers and admins. */
export interface PlatformFeed {
  /** Rejects if the report could not be published, after some attempts. */
  report(input: ReportPlatformInput): Promise<void>;
}
