import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { SNSClient } from '@aws-sdk/client-sns';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { DynamoDbDeviceStore } from '../aws/DynamoDbDeviceStore.ts';
import { documentClient } from '../aws/documentClient.ts';
import { environment } from '../aws/environment.ts';
import { platformApplicationArns } from '../aws/platformApplicationArns.ts';
import { SnsPushEndpoints } from '../aws/SnsPushEndpoints.ts';
import type { DeviceRow, EndpointIntent } from '../domain/device/DeviceRow.ts';
import { releaseDevice, releaseEndpoint, releaseIntent } from './releaseEndpoint.ts';

const ports = {
  clock: { now: () => Date.now() },
  store: new DynamoDbDeviceStore(documentClient, environment('DEVICES_TABLE')),
  endpoints: new SnsPushEndpoints(new SNSClient({}), platformApplicationArns()),
};

/**
 * Behind the Devices table's stream: devices that were removed or got another address, and intents that outlived their time.
 * A failing record is reported alone, so that it is retried alone.
 */
export async function handler(event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> {
  for (const record of event.Records) {
    try {
      await release(record);
    } catch (error) {
      console.error('release failed', { error: error instanceof Error ? error.name : 'unknown' });
      return { batchItemFailures: [{ itemIdentifier: record.dynamodb?.SequenceNumber ?? '' }] };
    }
  }
  return { batchItemFailures: [] };
}

async function release({ dynamodb }: DynamoDBRecord): Promise<void> {
  const { OldImage: old, NewImage: now } = dynamodb ?? {};
  if (old === undefined) return;
  const row = unmarshall(old as Record<string, AttributeValue>);
  if (old.sk?.S === 'INTENT') {
    await releaseIntent(ports, row as EndpointIntent);
  } else if (now === undefined) {
    await releaseDevice(ports, row as DeviceRow);
  } else if (now.endpointArn?.S !== old.endpointArn?.S) {
    await releaseEndpoint(ports, row as DeviceRow);
  }
}
