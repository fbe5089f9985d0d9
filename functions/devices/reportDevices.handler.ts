import type { Context, DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { AppSyncDeviceFeed } from '../aws/appsync/AppSyncDeviceFeed.ts';
import { AppSyncSubscriptionFeed } from '../aws/appsync/AppSyncSubscriptionFeed.ts';
import { rowOf } from '../aws/dynamodb/rowOf.ts';
import { environment } from '../aws/environment.ts';
import { beginInvocation } from '../aws/logging/log.ts';
import { logFailure } from '../aws/logging/logFailure.ts';
import { returnItems } from '../aws/returnItems.ts';
import { inParallel } from '../delivery/inParallel.ts';
import type { ChangeRecord } from '../rules/ChangeRecord.ts';
import type { DeviceRow } from '../rules/devices/DeviceRow.ts';
import type { TopicSubscriptionRow } from '../rules/topics/TopicRows.ts';
import { reportSubscriptions } from '../topics/reportSubscriptions.ts';
import { reportDevices } from './reportDevices.ts';

const endpoint = environment('GRAPHQL_ENDPOINT');
const devicePorts = { feed: new AppSyncDeviceFeed(endpoint), logFailure };
const subscriptionPorts = { feed: new AppSyncSubscriptionFeed(endpoint), logFailure };

const USERS = 10;

/**
 * Behind the Devices table's stream, filtered to changes that clients hear of. A user's records come in order, those of
 * different users at the same time.
 */
export async function handler({ Records }: DynamoDBStreamEvent, context: Context): Promise<DynamoDBBatchResponse> {
  beginInvocation(context);
  const users = Map.groupBy(Records, ({ dynamodb }) => dynamodb?.Keys?.pk?.S ?? '');
  const failed: (string | null)[] = [];
  await inParallel(users.values(), USERS, async (own) => void failed.push(...(await reportOf(own))));
  // Lambda goes on from the earliest one.
  return returnItems(failed.filter((number) => number !== null));
}

async function reportOf(records: readonly DynamoDBRecord[]): Promise<readonly (string | null)[]> {
  const [subscriptions = [], devices = []] = [true, false].map((wanted) =>
    records.filter((record) => isSubscription(record) === wanted),
  );
  return [
    await reportDevices(devicePorts, devices.map(changeRecord<DeviceRow>)),
    await reportSubscriptions(subscriptionPorts, subscriptions.map(changeRecord<TopicSubscriptionRow>)),
  ];
}

function isSubscription({ dynamodb }: DynamoDBRecord): boolean {
  return dynamodb?.Keys?.sk?.S?.startsWith('TOPIC#') ?? false;
}

function changeRecord<Row>({ dynamodb }: DynamoDBRecord): ChangeRecord<Row> {
  const { OldImage: before, NewImage: after, SequenceNumber: sequenceNumber = '' } = dynamodb ?? {};
  return {
    sequenceNumber,
    at: (dynamodb?.ApproximateCreationDateTime ?? 0) * 1000,
    before: before === undefined ? null : rowOf<Row>(before),
    after: after === undefined ? null : rowOf<Row>(after),
  };
}
