import { setTimeout } from 'node:timers/promises';
import type { Context, DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { breakerSettings } from '../aws/breakerSettings.ts';
import { DynamoDbCountedRows } from '../aws/dynamodb/DynamoDbCountedRows.ts';
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
import { type RecountAnswer, type RecountRequest, recountMessages } from './recountMessages.ts';
import { reportDeliveries } from './reportDeliveries.ts';

const ports = reportingPorts();

const rows = new DynamoDbCountedRows(documentClient, environment('DELIVERIES_TABLE'));
const recounting = {
  rows: (messageId: string) => rows.of(messageId),
  pause: (milliseconds: number) => setTimeout(milliseconds),
};

const platforms = environment('PLATFORMS_TABLE');
const breaker = {
  clock: { now: () => Date.now() },
  states: new DynamoDbPlatformStates(documentClient, platforms),
  history: new DynamoDbPlatformHistory(documentClient, platforms),
  settings: breakerSettings(),
  logFailure,
};

/** Of the function's time, for what follows the last look at the stream. */
const RESERVE_MILLISECONDS = 20_000;

/**
 * Behind the Deliveries table's stream, filtered to deliveries, answers, marks, and counters whose `expected` was set.
 * An operator's redrive asks it for recounts.
 */
export async function handler(
  event: DynamoDBStreamEvent | RecountRequest,
  context: Context,
): Promise<DynamoDBBatchResponse | RecountAnswer> {
  beginInvocation(context);
  if ('recount' in event) {
    const deadline = Date.now() + context.getRemainingTimeInMillis() - RESERVE_MILLISECONDS;
    return recountMessages({ ...ports, ...recounting }, event, deadline);
  }
  const records = readRecords(event.Records);
  const failed = await reportDeliveries(ports, records);
  const changes = [...records.values()].flatMap((record) => record.changes.filter(isOfDelivery));
  await countPlatforms(breaker, changes);
  return returnItems(failed.flatMap((messageId) => records.get(messageId)?.firstSequenceNumber ?? []));
}
