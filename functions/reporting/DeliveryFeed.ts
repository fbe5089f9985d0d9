import type { ReportDeliveriesInput } from '../../schema/generated/types.ts';

/** The live feed of deliveries, for publishers and users. */
export interface DeliveryFeed {
  /** Rejects if the report could not be published, after some attempts. */
  report(input: ReportDeliveriesInput): Promise<void>;
}
