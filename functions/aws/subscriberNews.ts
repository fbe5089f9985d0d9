import type { TopicSubscriberRow } from '../rules/topics/TopicSubscriberRow.ts';
import { reportSubscriber, type SubscriberNews } from '../topics/reportSubscriber.ts';
import { AppSyncSubscriberFeed } from './appsync/AppSyncSubscriberFeed.ts';
import { environment } from './environment.ts';
import { log } from './logging/log.ts';
import { logFailure } from './logging/logFailure.ts';

/** Returns the ports by which operators and admins hear of subscribers. */
export function subscriberNews() {
  const feed = new AppSyncSubscriberFeed(environment('GRAPHQL_ENDPOINT'));
  return {
    // Without the endpoint: a web hook's URL may be a secret.
    tellSuspended: ({ topicId, protocol }: Pick<TopicSubscriberRow, 'topicId' | 'protocol'>) =>
      log('ERROR', 'A subscriber that failed for days was suspended', { topicId, protocol }),
    report: (row: TopicSubscriberRow, news: SubscriberNews) => reportSubscriber({ feed, logFailure }, row, news),
  };
}
