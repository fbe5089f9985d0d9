import type { ReportTopicSubscriberInput } from '../../schema/generated/types.ts';

/** The live feed of topics' subscribers, for admins. */
export interface SubscriberFeed {
  /** Rejects if the report could not be published, after some attempts. */
  report(input: ReportTopicSubscriberInput): Promise<void>;
}
