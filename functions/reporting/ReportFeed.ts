import type { ReportDeliveriesInput } from '../../schema/generated/types.ts';

/** Where reports reach the subscribers. */
export interface ReportFeed {
  /** Rejects if the report could not be published, after some attempts. */
  report(input: ReportDeliveriesInput): Promise<void>;
}
