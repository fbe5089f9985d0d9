import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { SNSClient } from '@aws-sdk/client-sns';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type {
  DynamoDBBatchResponse,
  DynamoDBRecord,
  DynamoDBStreamEvent,
  AttributeValue as StreamValue,
} from 'aws-lambda';
import { DynamoDbDeviceDirectory } from '../aws/dynamodb/DynamoDbDeviceDirectory.ts';
import { DynamoDbDeviceStore } from '../aws/dynamodb/DynamoDbDeviceStore.ts';
import { DynamoDbSubscriptionStore } from '../aws/dynamodb/DynamoDbSubscriptionStore.ts';
import { documentClient } from '../aws/dynamodb/documentClient.ts';
import { environment } from '../aws/environment.ts';
import { platformApplicationArns } from '../aws/sns/platformApplicationArns.ts';
import { SnsPushEndpoints } from '../aws/sns/SnsPushEndpoints.ts';
import { SnsSubscriptions } from '../aws/sns/SnsSubscriptions.ts';
import type { DeviceRow, EndpointIntent } from '../rules/devices/DeviceRow.ts';
import type { TopicSubscriptionRow } from '../rules/topics/TopicRows.ts';
import { subscribeDevice, subscribeDevices, unsubscribeDevice } from '../topics/subscribeDevices.ts';
import { releaseDevice, releaseEndpoint, releaseIntent } from './releaseEndpoint.ts';

const devices = environment('DEVICES_TABLE');
const sns = new SNSClient({});

const ports = {
  clock: { now: () => Date.now() },
  store: new DynamoDbDeviceStore(documentClient, devices),
  endpoints: new SnsPushEndpoints(sns, platformApplicationArns()),
  directory: new DynamoDbDeviceDirectory(documentClient, devices),
  subscriptions: new DynamoDbSubscriptionStore(documentClient, { devices, topics: environment('TOPICS_TABLE') }),
  broker: new SnsSubscriptions(sns),
};

/**
 * Behind the Devices table's stream: devices that came, went, got another address, were disabled or enabled, what their users are subscribed to, and intents that outlived
 * their time. A user's records come in order. A failing record is reported alone, so that it is retried alone.
 */
export async function handler(event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> {
  for (const record of event.Records) {
    try {
      await follow(record);
    } catch (error) {
      console.error('release failed', { error: error instanceof Error ? error.name : 'unknown' });
      return { batchItemFailures: [{ itemIdentifier: record.dynamodb?.SequenceNumber ?? '' }] };
    }
  }
  return { batchItemFailures: [] };
}

async function follow({ dynamodb }: DynamoDBRecord): Promise<void> {
  const { OldImage: old, NewImage: now } = dynamodb ?? {};
  const sortKey = dynamodb?.Keys?.sk?.S ?? '';
  if (sortKey === 'INTENT') {
    if (old !== undefined) await releaseIntent(ports, rowOf<EndpointIntent>(old));
  } else if (sortKey.startsWith('TOPIC#')) {
    const row = now ?? old;
    if (row !== undefined) await subscribeDevices(ports, rowOf<TopicSubscriptionRow>(row).userId);
  } else if (now?.endpointArn?.S !== old?.endpointArn?.S) {
    if (old !== undefined) await leave(rowOf<DeviceRow>(old), now === undefined);
    if (now !== undefined) await subscribeDevice(ports, rowOf<DeviceRow>(now));
  } else if (now !== undefined && now.status?.S !== old?.status?.S) {
    await subscribeDevice(ports, rowOf<DeviceRow>(now));
  }
}

/** Subscriptions first: the endpoint that they are of is what they are found by. */
async function leave(device: DeviceRow, removed: boolean): Promise<void> {
  await unsubscribeDevice(ports, device);
  if (removed) await releaseDevice(ports, device);
  else await releaseEndpoint(ports, device);
}

function rowOf<Row>(image: Record<string, StreamValue>): Row {
  return unmarshall(image as Record<string, AttributeValue>) as Row;
}
