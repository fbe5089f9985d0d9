import type { ReportTopicSubscriptionInput } from '../../../schema/generated/types.ts';
import type { SubscriptionFeed } from '../../topics/SubscriptionFeed.ts';
import { AppSyncCaller } from './AppSyncCaller.ts';

/** All fields: subscribers get those that the mutation selects. */
const reportMutation = `mutation ReportTopicSubscription($input: ReportTopicSubscriptionInput!) {
  reportTopicSubscription(input: $input) { userId topicId status at }
}`;

/** Publishes reports of topic subscriptions by the service-only mutation. */
export class AppSyncSubscriptionFeed implements SubscriptionFeed {
  readonly #caller: AppSyncCaller;

  constructor(endpoint: string) {
    this.#caller = new AppSyncCaller(endpoint);
  }

  report(input: ReportTopicSubscriptionInput): Promise<void> {
    return this.#caller.call(reportMutation, { input });
  }
}
