import type { Context, DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { AppSyncDeviceFeed } from '../aws/appsync/AppSyncDeviceFeed.ts';
import { rowOf } from '../aws/dynamodb/rowOf.ts';
import { environment } from '../aws/environment.ts';
import { beginInvocation } from '../aws/logging/log.ts';
import { logFailure } from '../aws/logging/logFailure.ts';
import type { DeviceRow } from '../rules/devices/DeviceRow.ts';
import { type DeviceRecord, reportDevices } from './reportDevices.ts';

const ports = { feed: new AppSyncDeviceFeed(environment('GRAPHQL_ENDPOINT')), logFailure };

/** Behind the Devices table's stream, filtered to changes that clients hear of. A user's records come in order. */
export async function handler(event: DynamoDBStreamEvent, context: Context): Promise<DynamoDBBatchResponse> {
  beginInvocation(context);
  const failed = await reportDevices(ports, event.Records.map(deviceRecord));
  return { batchItemFailures: failed === null ? [] : [{ itemIdentifier: failed }] };
}

function deviceRecord({ dynamodb }: DynamoDBStreamEvent['Records'][number]): DeviceRecord {
  const { OldImage: before, NewImage: after, SequenceNumber: sequenceNumber = '' } = dynamodb ?? {};
  return {
    sequenceNumber,
    at: (dynamodb?.ApproximateCreationDateTime ?? 0) * 1000,
    before: before === undefined ? null : rowOf<DeviceRow>(before),
    after: after === undefined ? null : rowOf<DeviceRow>(after),
  };
}
