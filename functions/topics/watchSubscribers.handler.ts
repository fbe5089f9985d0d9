import { SNSClient } from '@aws-sdk/client-sns';
import type { Context } from 'aws-lambda';
import { AppSyncSubscriberFeed } from '../aws/appsync/AppSyncSubscriberFeed.ts';
import { DynamoDbSubscriberStore } from '../aws/dynamodb/DynamoDbSubscriberStore.ts';
import { documentClient } from '../aws/dynamodb/documentClient.ts';
import { environment } from '../aws/environment.ts';
import { emitMetrics } from '../aws/logging/emitMetrics.ts';
import { log } from '../aws/logging/log.ts';
import { logFailure } from '../aws/logging/logFailure.ts';
import { runInvocation } from '../aws/logging/runInvocation.ts';
import { SnsSubscribers } from '../aws/sns/SnsSubscribers.ts';
import { readLogEvents } from '../feedback/readLogEvents.ts';
import { Failure } from '../rules/Failure.ts';
import { parseTopicDelivery } from '../rules/topics/parseTopicDelivery.ts';
import type { TopicSubscriberRow } from '../rules/topics/TopicSubscriberRow.ts';
import { reportSubscriber, type SubscriberNews } from './reportSubscriber.ts';
import { watchSubscribers } from './watchSubscribers.ts';

const feed = new AppSyncSubscriberFeed(environment('GRAPHQL_ENDPOINT'));
const arnPrefix = environment('TOPIC_ARN_PREFIX');

const ports = {
  subscribers: new DynamoDbSubscriberStore(documentClient, environment('TOPICS_TABLE')),
  broker: new SnsSubscribers(new SNSClient({})),
  topicIdOf: (arn: string) => (arn.startsWith(arnPrefix) ? arn.slice(arnPrefix.length).replace('.fifo', '') : null),
  suspendAfterDays: Number(environment('SUSPEND_AFTER_DAYS')),
  // Without the endpoint: a web hook's URL may be a secret.
  tellSuspended: ({ topicId, protocol }: { readonly topicId: string; readonly protocol: string }) =>
    log('ERROR', 'A subscriber that failed for days was suspended', { topicId, protocol }),
  report: (row: TopicSubscriberRow, news: SubscriberNews) => reportSubscriber({ feed, logFailure }, row, news),
  emitMetrics,
};

/** Behind the delivery-status logs of topics. Throws for what is no batch of them. */
export function handler(event: unknown, context: Context): Promise<void> {
  return runInvocation(context, async () => {
    const messages = readLogEvents(event);
    if (messages === null) throw new Failure('The event is no batch of log entries.');
    await watchSubscribers(
      ports,
      messages.map(parseTopicDelivery).filter((one) => one !== null),
    );
  });
}
