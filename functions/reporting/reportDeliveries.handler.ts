import type { Context, DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { breakerSettings } from '../aws/breakerSettings.ts';
import { DynamoDbPlatformHistory } from '../aws/dynamodb/DynamoDbPlatformHistory.ts';
import { DynamoDbPlatformStates } from '../aws/dynamodb/DynamoDbPlatformStates.ts';
import { documentClient } from '../aws/dynamodb/documentClient.ts';
import { environment } from '../aws/environment.ts';
import { beginInvocation } from '../aws/logging/log.ts';
import { logFailure } from '../aws/logging/logFailure.ts';
import { reportingPorts } from '../aws/reportingPorts.ts';
import { returnItems } from '../aws/returnItems.ts';
import { countPlatforms } from '../breaker/countPlatforms.ts';
import { isOfDelivery } from '../rules/reporting/countChanges.ts';
import { readRecords } from './readRecords.ts';
import { reportDeliveries } from './reportDeliveries.ts';

const ports = reportingPorts();

const platforms = environment('PLATFORMS_TABLE');
const breaker = {
  clock: { now: () => Date.now() },
  states: new DynamoDbPlatformStates(documentClient, platforms),
  history: new DynamoDbPlatformHistory(documentClient, platforms),
  settings: breakerSettings(),
  logFailure,
};

/** Behind the Deliveries table's stream, filtered to deliveries, answers, and counters whose `expected` was set. */
export async function handler(event: DynamoDBStreamEvent, context: Context): Promise<DynamoDBBatchResponse> {
  beginInvocation(context);
  const records = readRecords(event.Records);
  const failed = await reportDeliveries(ports, records);
  const changes = [...records.values()].flatMap((record) => record.changes.filter(isOfDelivery));
  await countPlatforms(breaker, changes);
  return returnItems(failed.flatMap((messageId) => records.get(messageId)?.firstSequenceNumber ?? []));
}
