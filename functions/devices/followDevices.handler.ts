import { SNSClient } from '@aws-sdk/client-sns';
import type { Context, DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent, StreamRecord } from 'aws-lambda';
import { DynamoDbDeviceDirectory } from '../aws/dynamodb/DynamoDbDeviceDirectory.ts';
import { DynamoDbDeviceStore } from '../aws/dynamodb/DynamoDbDeviceStore.ts';
import { DynamoDbSubscriptionStore } from '../aws/dynamodb/DynamoDbSubscriptionStore.ts';
import { documentClient } from '../aws/dynamodb/documentClient.ts';
import { rowOf } from '../aws/dynamodb/rowOf.ts';
import { environment } from '../aws/environment.ts';
import { beginInvocation } from '../aws/logging/log.ts';
import { logFailure } from '../aws/logging/logFailure.ts';
import { returnItems } from '../aws/returnItems.ts';
import { platformApplicationArns } from '../aws/sns/platformApplicationArns.ts';
import { SnsPushEndpoints } from '../aws/sns/SnsPushEndpoints.ts';
import { SnsSubscriptions } from '../aws/sns/SnsSubscriptions.ts';
import type { DeviceRow, EndpointIntent } from '../rules/devices/DeviceRow.ts';
import type { TopicSubscriptionRow } from '../rules/topics/TopicRows.ts';
import { subscribeDevices } from '../topics/subscribeDevices.ts';
import { followDevice } from './followDevice.ts';
import { type FollowedRecord, followRecords } from './followRecords.ts';
import { releaseIntent } from './releaseEndpoint.ts';
import { renewalPace } from './renewalPace.ts';

const devices = environment('DEVICES_TABLE');
const sns = new SNSClient({});

const clock = { now: () => Date.now() };

const ports = {
  clock,
  logFailure,
  mayRenew: renewalPace(clock, Number(environment('RENEWALS_PER_SECOND'))),
  store: new DynamoDbDeviceStore(documentClient, devices),
  endpoints: new SnsPushEndpoints(sns, platformApplicationArns()),
  directory: new DynamoDbDeviceDirectory(documentClient, devices),
  subscriptions: new DynamoDbSubscriptionStore(documentClient, { devices, topics: environment('TOPICS_TABLE') }),
  broker: new SnsSubscriptions(sns, environment('NOT_PUSHED_QUEUE_ARN')),
};

/** Behind the Devices table's stream: devices, their users' topic subscriptions, and intents that expired. */
export async function handler(event: DynamoDBStreamEvent, context: Context): Promise<DynamoDBBatchResponse> {
  beginInvocation(context);
  return returnItems(await followRecords(event.Records.map(followed), logFailure));
}

function followed({ dynamodb = {} }: DynamoDBRecord): FollowedRecord {
  const { Keys: keys, SequenceNumber: sequenceNumber = '' } = dynamodb;
  const record = { sequenceNumber, partition: keys?.pk?.S ?? '', subject: null };
  const sortKey = keys?.sk?.S ?? '';
  if (sortKey === 'INTENT') return { ...record, follow: () => followIntent(dynamodb) };
  if (!sortKey.startsWith('TOPIC#')) return { ...record, follow: () => followDeviceRow(dynamodb) };
  const subscription = changedSubscription(dynamodb);
  if (subscription === undefined) return { ...record, follow: async () => {} };
  const { userId, topicId } = subscription;
  return { ...record, subject: sortKey, follow: () => subscribeDevices(ports, userId, topicId) };
}

/**
 * Returns a subscription that is or was active. Requests, and what was decided on them, change nothing at SNS, nor does
 * what `subscribeDevices` noted itself.
 */
function changedSubscription({ OldImage: before, NewImage: after }: StreamRecord): TopicSubscriptionRow | undefined {
  const rows = [before, after].flatMap((row) => (row ? [rowOf<TopicSubscriptionRow>(row)] : []));
  return isNoteOfFailure(rows) ? undefined : rows.find(({ status }) => status === 'ACTIVE');
}

async function followIntent({ OldImage: before }: StreamRecord): Promise<void> {
  if (before !== undefined) await releaseIntent(ports, rowOf<EndpointIntent>(before));
}

async function followDeviceRow({ OldImage: before, NewImage: after }: StreamRecord): Promise<void> {
  const old = before === undefined ? null : rowOf<DeviceRow>(before);
  const now = after === undefined ? null : rowOf<DeviceRow>(after);
  await followDevice(ports, old, now);
}

/** Whether the change is what this function noted itself. */
function isNoteOfFailure([before, after]: readonly TopicSubscriptionRow[]): boolean {
  if (before === undefined || after?.failure === undefined) return false;
  return before.status === after.status && before.filterPolicy === after.filterPolicy;
}
