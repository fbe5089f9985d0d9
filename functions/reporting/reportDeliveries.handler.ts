import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { AppSyncDeliveryFeed } from '../aws/appsync/AppSyncDeliveryFeed.ts';
import { DynamoDbReportStore } from '../aws/dynamodb/DynamoDbReportStore.ts';
import { documentClient } from '../aws/dynamodb/documentClient.ts';
import { environment } from '../aws/environment.ts';
import { inParallel } from '../delivery/inParallel.ts';
import { readRecords } from './readRecords.ts';
import { reportDeliveries } from './reportDeliveries.ts';

const PARALLEL_MESSAGES = 10;

const ports = {
  store: new DynamoDbReportStore(documentClient, {
    messages: environment('MESSAGES_TABLE'),
    deliveries: environment('DELIVERIES_TABLE'),
  }),
  feed: new AppSyncDeliveryFeed(environment('GRAPHQL_ENDPOINT')),
  missed: (message: string, error: unknown) => failed('report not published', message, error),
};

/** Behind the Deliveries table's stream, filtered to deliveries and to counters that learned how many to expect. */
export async function handler(event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> {
  const batchItemFailures: DynamoDBBatchResponse['batchItemFailures'] = [];
  await inParallel(
    readRecords(event.Records),
    PARALLEL_MESSAGES,
    async ([messageId, { changes, firstSequenceNumber }]) => {
      try {
        await reportDeliveries(ports, messageId, changes);
      } catch (error) {
        failed('counting failed', messageId, error);
        batchItemFailures.push({ itemIdentifier: firstSequenceNumber });
      }
    },
  );
  return { batchItemFailures };
}

function failed(what: string, message: string, error: unknown): void {
  console.error(what, { message, error: error instanceof Error ? error.message : 'unknown' });
}
