import type { ReportTopicSubscriptionInput } from '../../schema/generated/types.ts';

/** The live feed of a user's topic subscriptions. */
export interface SubscriptionFeed {
  /** Rejects if the report could not be published, after some attempts. */
  report(input: ReportTopicSubscriptionInput): Promise<void>;
}
