import type { ReportTopicSubscriberInput } from '../../../schema/generated/types.ts';
import type { SubscriberFeed } from '../../topics/SubscriberFeed.ts';
import { AppSyncCaller } from './AppSyncCaller.ts';

/** All fields: subscribers get those that the mutation selects. */
const reportMutation = `mutation ReportTopicSubscriber($input: ReportTopicSubscriberInput!) {
  reportTopicSubscriber(input: $input) { topicId protocol endpoint status reason addedBy at }
}`;

/** Publishes reports of topics' subscribers by the service-only mutation. */
export class AppSyncSubscriberFeed implements SubscriberFeed {
  readonly #caller: AppSyncCaller;

  constructor(endpoint: string) {
    this.#caller = new AppSyncCaller(endpoint);
  }

  report(input: ReportTopicSubscriberInput): Promise<void> {
    return this.#caller.call(reportMutation, { input });
  }
}
