import type { Context } from 'aws-lambda';
import { breakerSettings } from '../aws/breakerSettings.ts';
import { DynamoDbDeliveryLedger } from '../aws/dynamodb/DynamoDbDeliveryLedger.ts';
import { DynamoDbPlatformHistory } from '../aws/dynamodb/DynamoDbPlatformHistory.ts';
import { DynamoDbPlatformStates } from '../aws/dynamodb/DynamoDbPlatformStates.ts';
import { documentClient } from '../aws/dynamodb/documentClient.ts';
import { environment } from '../aws/environment.ts';
import { emitMetrics } from '../aws/logging/emitMetrics.ts';
import { runInvocation } from '../aws/logging/runInvocation.ts';
import { pushPlatforms } from '../aws/sns/pushPlatforms.ts';
import { evaluatePlatforms } from './evaluatePlatforms.ts';

const platforms = environment('PLATFORMS_TABLE');

const ports = {
  clock: { now: () => Date.now() },
  states: new DynamoDbPlatformStates(documentClient, platforms),
  history: new DynamoDbPlatformHistory(documentClient, platforms),
  ledger: new DynamoDbDeliveryLedger(documentClient, {
    deliveries: environment('DELIVERIES_TABLE'),
    devices: environment('DEVICES_TABLE'),
  }),
  settings: breakerSettings(),
  platforms: pushPlatforms(),
  sampled: Number(environment('SUCCESS_SAMPLE_RATE')),
  emitMetrics,
};

/** Behind a schedule, once a minute. */
export function handler(_: unknown, context: Context): Promise<void> {
  return runInvocation(context, () => evaluatePlatforms(ports));
}
