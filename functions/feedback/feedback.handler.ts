import { setTimeout } from 'node:timers/promises';
import { SNSClient } from '@aws-sdk/client-sns';
import type { Context } from 'aws-lambda';
import { DynamoDbApprovalPushes } from '../aws/dynamodb/DynamoDbApprovalPushes.ts';
import { DynamoDbDeliveryIndex } from '../aws/dynamodb/DynamoDbDeliveryIndex.ts';
import { DynamoDbDeliveryLedger } from '../aws/dynamodb/DynamoDbDeliveryLedger.ts';
import { DynamoDbDeviceDirectory } from '../aws/dynamodb/DynamoDbDeviceDirectory.ts';
import { DynamoDbDeviceStore } from '../aws/dynamodb/DynamoDbDeviceStore.ts';
import { documentClient } from '../aws/dynamodb/documentClient.ts';
import { environment } from '../aws/environment.ts';
import { emitMetrics } from '../aws/logging/emitMetrics.ts';
import { log } from '../aws/logging/log.ts';
import { runInvocation } from '../aws/logging/runInvocation.ts';
import { SnsEndpointStates } from '../aws/sns/SnsEndpointStates.ts';
import { Failure } from '../rules/Failure.ts';
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
 * Behind the delivery-status logs and the failures topic. Throws if the ledger does not know a publication yet.
 * Lambda then invokes it again, and in the end puts the event into the function's failure queue.
 */
export function handler(event: unknown, context: Context): Promise<void> {
  return runInvocation(context, async () => {
    const taken = await takeFeedback(ports, readFeedback(event));
    if (taken.malformed > 0 || taken.unknown > 0) {
      log('ERROR', 'Feedback was not understood', { ...taken });
      emitMetrics({ values: { FeedbackMalformed: taken.malformed, FeedbackUnknown: taken.unknown } });
    }
    if (taken.unknown > 0) throw new Failure(`${taken.unknown} publications are not in the ledger.`);
  });
}
