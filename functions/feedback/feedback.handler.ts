import { setTimeout } from 'node:timers/promises';
import { SNSClient } from '@aws-sdk/client-sns';
import { DynamoDbApprovalPushes } from '../aws/dynamodb/DynamoDbApprovalPushes.ts';
import { DynamoDbDeliveryIndex } from '../aws/dynamodb/DynamoDbDeliveryIndex.ts';
import { DynamoDbDeliveryLedger } from '../aws/dynamodb/DynamoDbDeliveryLedger.ts';
import { DynamoDbDeviceDirectory } from '../aws/dynamodb/DynamoDbDeviceDirectory.ts';
import { DynamoDbDeviceStore } from '../aws/dynamodb/DynamoDbDeviceStore.ts';
import { documentClient } from '../aws/dynamodb/documentClient.ts';
import { environment } from '../aws/environment.ts';
import { SnsEndpointStates } from '../aws/sns/SnsEndpointStates.ts';
import { readFeedback } from './readFeedback.ts';
import { takeFeedback } from './takeFeedback.ts';

const deliveries = environment('DELIVERIES_TABLE');
const devices = environment('DEVICES_TABLE');

const ports = {
  clock: { now: () => Date.now() },
  index: new DynamoDbDeliveryIndex(documentClient, deliveries),
  ledger: new DynamoDbDeliveryLedger(documentClient, { deliveries, devices }),
  devices: new DynamoDbDeviceDirectory(documentClient, devices),
  holders: new DynamoDbDeviceStore(documentClient, devices),
  approvalPushes: new DynamoDbApprovalPushes(documentClient, environment('STEP_UP_SESSIONS_TABLE')),
  endpoints: new SnsEndpointStates(new SNSClient({})),
  pause: async (milliseconds: number) => setTimeout(milliseconds),
};

/**
 * Behind the delivery-status logs and the failures topic. Throws where the ledger does not know a publication yet, so that Lambda invokes it again;
 * what it never knew ends in the function's failure queue.
 */
export async function handler(event: unknown): Promise<void> {
  const taken = await takeFeedback(ports, readFeedback(event));
  if (taken.malformed > 0 || taken.unknown > 0) console.error('feedback not understood', taken);
  if (taken.unknown > 0) throw new Error(`${taken.unknown} publications are not in the ledger.`);
}
