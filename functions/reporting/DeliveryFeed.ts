import type { ReportDeliveriesInput } from '../../schema/generated/types.ts';

/** Where reports reach the subscribers. */
export interface DeliveryFeed {
  /** Rejects if the report could not be published, after some attempts. */
  report(input: ReportDeliveriesInput): Promise<void>;
}
