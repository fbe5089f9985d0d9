import type { Context, DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { AppSyncDeliveryFeed } from '../aws/appsync/AppSyncDeliveryFeed.ts';
import { DynamoDbReportStore } from '../aws/dynamodb/DynamoDbReportStore.ts';
import { documentClient } from '../aws/dynamodb/documentClient.ts';
import { environment } from '../aws/environment.ts';
import { emitMetrics } from '../aws/logging/emitMetrics.ts';
import { beginInvocation } from '../aws/logging/log.ts';
import { logFailure } from '../aws/logging/logFailure.ts';
import { returnItems } from '../aws/returnItems.ts';
import { inParallel } from '../delivery/inParallel.ts';
import { LedgerMetrics } from '../rules/metrics/LedgerMetrics.ts';
import { readRecords } from './readRecords.ts';
import { reportDeliveries } from './reportDeliveries.ts';

const PARALLEL_MESSAGES = 10;

const ports = {
  store: new DynamoDbReportStore(documentClient, {
    messages: environment('MESSAGES_TABLE'),
    deliveries: environment('DELIVERIES_TABLE'),
  }),
  feed: new AppSyncDeliveryFeed(environment('GRAPHQL_ENDPOINT')),
  logFailure,
  emitMetrics,
};

/** Behind the Deliveries table's stream, filtered to deliveries and to counters whose `expected` was set. */
export async function handler(event: DynamoDBStreamEvent, context: Context): Promise<DynamoDBBatchResponse> {
  beginInvocation(context);
  const failed: string[] = [];
  const metrics = new LedgerMetrics();
  await inParallel(
    readRecords(event.Records),
    PARALLEL_MESSAGES,
    async ([messageId, { changes, firstSequenceNumber }]) => {
      try {
        const message = await reportDeliveries(ports, messageId, changes);
        metrics.add(changes, message?.due ?? null);
      } catch (error) {
        logFailure('Deliveries were not counted', error, { messageId });
        failed.push(firstSequenceNumber);
      }
    },
  );
  metrics.measurements().forEach(emitMetrics);
  return returnItems(failed);
}
