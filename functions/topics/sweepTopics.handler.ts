import type { Context } from 'aws-lambda';
import { DynamoDbSubscriptionStore } from '../aws/dynamodb/DynamoDbSubscriptionStore.ts';
import { DynamoDbTopicStore } from '../aws/dynamodb/DynamoDbTopicStore.ts';
import { DynamoDbTopicSweepStore } from '../aws/dynamodb/DynamoDbTopicSweepStore.ts';
import { documentClient } from '../aws/dynamodb/documentClient.ts';
import { environment } from '../aws/environment.ts';
import { emitMetrics } from '../aws/logging/emitMetrics.ts';
import { log } from '../aws/logging/log.ts';
import { logFailure } from '../aws/logging/logFailure.ts';
import { runInvocation } from '../aws/logging/runInvocation.ts';
import { subscriberNews } from '../aws/subscriberNews.ts';
import { subscriberPorts } from '../aws/subscriberPorts.ts';
import { topicPorts } from '../aws/topicPorts.ts';
import type { LogFacts } from '../rules/LogFailure.ts';
import { sweepTopics } from './sweepTopics.ts';

const tables = { devices: environment('DEVICES_TABLE'), topics: environment('TOPICS_TABLE') };
const store = new DynamoDbTopicSweepStore(documentClient, tables.topics);
const subscribing = subscriberPorts();
const ports = {
  clock: subscribing.clock,
  store,
  making: {
    topics: new DynamoDbTopicStore(documentClient, tables.topics),
    subscriptions: new DynamoDbSubscriptionStore(documentClient, tables),
    kept: subscribing.kept,
    ...topicPorts(),
  },
  subscribing: {
    ...subscribing,
    store,
    ...subscriberNews(),
    emitMetrics,
  },
  log: (message: string, facts: LogFacts) => log('WARN', message, facts),
  logFailure,
};

/** Nothing is begun in the last part of the function's time. */
const RESERVE_MILLISECONDS = 20_000;

/** Behind a schedule, every five minutes. */
export function handler(_event: unknown, context: Context): Promise<void> {
  const deadline = Date.now() + context.getRemainingTimeInMillis() - RESERVE_MILLISECONDS;
  return runInvocation(context, () => sweepTopics(ports, deadline));
}
