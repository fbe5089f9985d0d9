import type { Ports } from '../reporting/reportDeliveries.ts';
import { AppSyncDeliveryFeed } from './appsync/AppSyncDeliveryFeed.ts';
import { DynamoDbMarks } from './dynamodb/DynamoDbMarks.ts';
import { DynamoDbOpenFeeds } from './dynamodb/DynamoDbOpenFeeds.ts';
import { DynamoDbReportStore } from './dynamodb/DynamoDbReportStore.ts';
import { documentClient } from './dynamodb/documentClient.ts';
import { environment } from './environment.ts';
import { emitMetrics } from './logging/emitMetrics.ts';
import { logFailure } from './logging/logFailure.ts';

/** Returns the ports for live reports, from the function's environment. */
export function reportingPorts(): Ports {
  const deliveries = environment('DELIVERIES_TABLE');
  return {
    clock: { now: () => Date.now() },
    store: new DynamoDbReportStore(documentClient, { messages: environment('MESSAGES_TABLE'), deliveries }),
    marks: new DynamoDbMarks(documentClient, deliveries),
    openFeeds: new DynamoDbOpenFeeds(documentClient, deliveries),
    feed: new AppSyncDeliveryFeed(environment('GRAPHQL_ENDPOINT')),
    logFailure,
    emitMetrics,
  };
}
