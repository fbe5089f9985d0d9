import { SNSClient } from '@aws-sdk/client-sns';
import type { Context, DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { DynamoDbDeviceDirectory } from '../aws/dynamodb/DynamoDbDeviceDirectory.ts';
import { DynamoDbDeviceStore } from '../aws/dynamodb/DynamoDbDeviceStore.ts';
import { DynamoDbSubscriptionStore } from '../aws/dynamodb/DynamoDbSubscriptionStore.ts';
import { documentClient } from '../aws/dynamodb/documentClient.ts';
import { rowOf } from '../aws/dynamodb/rowOf.ts';
import { environment } from '../aws/environment.ts';
import { beginInvocation } from '../aws/logging/log.ts';
import { logFailure } from '../aws/logging/logFailure.ts';
import { platformApplicationArns } from '../aws/sns/platformApplicationArns.ts';
import { SnsPushEndpoints } from '../aws/sns/SnsPushEndpoints.ts';
import { SnsSubscriptions } from '../aws/sns/SnsSubscriptions.ts';
import type { DeviceRow, EndpointIntent } from '../rules/devices/DeviceRow.ts';
import type { TopicSubscriptionRow } from '../rules/topics/TopicRows.ts';
import { subscribeDevices } from '../topics/subscribeDevices.ts';
import { followDevice } from './followDevice.ts';
import { releaseIntent } from './releaseEndpoint.ts';

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
 * Behind the Devices table's stream: devices, their users' topic subscriptions, and intents that outlived their time.
 * A user's records come in order, so the ones after a failing record come again with it.
 */
export async function handler(event: DynamoDBStreamEvent, context: Context): Promise<DynamoDBBatchResponse> {
  beginInvocation(context);
  for (const record of event.Records) {
    try {
      await follow(record);
    } catch (error) {
      logFailure('Following a device failed', error, { sequenceNumber: record.dynamodb?.SequenceNumber });
      return { batchItemFailures: [{ itemIdentifier: record.dynamodb?.SequenceNumber ?? '' }] };
    }
  }
  return { batchItemFailures: [] };
}

async function follow({ dynamodb }: DynamoDBRecord): Promise<void> {
  const { OldImage: before, NewImage: after } = dynamodb ?? {};
  const sortKey = dynamodb?.Keys?.sk?.S ?? '';
  if (sortKey === 'INTENT') {
    if (before !== undefined) await releaseIntent(ports, rowOf<EndpointIntent>(before));
  } else if (sortKey.startsWith('TOPIC#')) {
    const subscriptions = [before, after].flatMap((row) => (row ? [rowOf<TopicSubscriptionRow>(row)] : []));
    if (isNoteOfFailure(subscriptions)) return;
    // Requests, and what was decided on them, change nothing at SNS.
    const active = subscriptions.find(({ status }) => status === 'ACTIVE');
    if (active !== undefined) await subscribeDevices(ports, active.userId);
  } else {
    const old = before === undefined ? null : rowOf<DeviceRow>(before);
    const now = after === undefined ? null : rowOf<DeviceRow>(after);
    await followDevice(ports, old, now);
  }
}

/** Whether the change is what this function noted itself. */
function isNoteOfFailure([before, after]: readonly TopicSubscriptionRow[]): boolean {
  if (before === undefined || after?.failure === undefined) return false;
  return before.status === after.status && before.filterPolicy === after.filterPolicy;
}
