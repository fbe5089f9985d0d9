import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent, AttributeValue as StreamValue } from 'aws-lambda';
import { AppSyncDeviceFeed } from '../aws/appsync/AppSyncDeviceFeed.ts';
import { environment } from '../aws/environment.ts';
import type { DeviceRow } from '../rules/devices/DeviceRow.ts';
import { deviceReport } from '../rules/devices/deviceReport.ts';

const feed = new AppSyncDeviceFeed(environment('GRAPHQL_ENDPOINT'));

/** Behind the Devices table's stream, filtered to devices of which something is told. A user's records stay in order. */
export async function handler(event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> {
  for (const { dynamodb } of event.Records) {
    const at = new Date((dynamodb?.ApproximateCreationDateTime ?? 0) * 1000).toISOString();
    const report = deviceReport(rowOf(dynamodb?.OldImage), rowOf(dynamodb?.NewImage), at);
    if (report === null) continue;
    try {
      await feed.report(report);
    } catch (error) {
      console.error('report failed', { error: error instanceof Error ? error.message : 'unknown' });
      return { batchItemFailures: [{ itemIdentifier: dynamodb?.SequenceNumber ?? '' }] };
    }
  }
  return { batchItemFailures: [] };
}

function rowOf(image: Record<string, StreamValue> | undefined): DeviceRow | null {
  return image === undefined ? null : (unmarshall(image as Record<string, AttributeValue>) as DeviceRow);
}
