import { setTimeout } from 'node:timers/promises';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { Context } from 'aws-lambda';
import { DynamoDbAnswerStore } from '../aws/dynamodb/DynamoDbAnswerStore.ts';
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
import { SqsLookAgain } from '../aws/sqs/SqsLookAgain.ts';
import { SqsSetAside } from '../aws/sqs/SqsSetAside.ts';
import { Failure } from '../rules/Failure.ts';
import { isObject } from '../rules/json.ts';
import { feedbackEntries } from './FeedbackEntry.ts';
import { readEntry } from './readFeedback.ts';
import { takeFeedback } from './takeFeedback.ts';
import { whyMisunderstood } from './whyMisunderstood.ts';

const deliveries = environment('DELIVERIES_TABLE');
const devices = environment('DEVICES_TABLE');

const ports = {
  clock: { now: () => Date.now() },
  index: new DynamoDbDeliveryIndex(documentClient, deliveries),
  ledger: new DynamoDbDeliveryLedger(documentClient, { deliveries, devices }),
  devices: new DynamoDbDeviceDirectory(documentClient, devices),
  holders: new DynamoDbDeviceStore(documentClient, devices),
  answers: new DynamoDbAnswerStore(documentClient, deliveries),
  approvalPushes: new DynamoDbApprovalPushes(documentClient, environment('STEP_UP_SESSIONS_TABLE')),
  endpoints: new SnsEndpointStates(new SNSClient({})),
  pause: async (milliseconds: number) => setTimeout(milliseconds),
};

const lookAgain = new SqsLookAgain(new SQSClient({}), environment('ANSWERS_QUEUE_URL'));
const setAside = new SqsSetAside(new SQSClient({}), environment('MISUNDERSTOOD_QUEUE_URL'));

/**
 * Behind the delivery-status logs, the failures topic, and the queue of pushes that were not known yet.
 * Throws if one of those is still not known. After three looks it is in the queue `Unexplained`.
 * What it does not understand it sets aside, once the rest is done. `redrive`: it comes from a dead-letter place, and
 * stays there.
 */
export function handler(event: unknown, context: Context): Promise<void> {
  return runInvocation(context, async () => {
    const entries = feedbackEntries(event);
    const { counts, again } = await takeFeedback(ports, entries.map(readEntry));
    const misunderstood = entries.flatMap((entry) => {
      const why = whyMisunderstood(entry);
      return why === null ? [] : [{ entry, why }];
    });
    const isLast = entries.some(({ source }) => source === 'feedback') || isRedrive(event);
    const unexplained = isLast ? again.length : 0;
    if (misunderstood.length > 0 || unexplained > 0) {
      log('ERROR', 'Feedback was not understood', { ...counts, misunderstood: misunderstood.length });
      emitMetrics({ values: { FeedbackMalformed: misunderstood.length, FeedbackUnknown: unexplained } });
    } else if (counts.foreign > 0) log('INFO', 'Somebody else publishes to these phones', { ...counts });
    if (unexplained > 0) throw new Failure(`${unexplained} publications are not in the ledger.`);
    if (isRedrive(event) && misunderstood.length > 0) throw new Failure('This version does not understand it either.');
    await lookAgain.add(context.invokedFunctionArn, again);
    for (const { entry, why } of misunderstood) await setAside.keep(context.invokedFunctionArn, entry, why);
  });
}

function isRedrive(event: unknown): boolean {
  return isObject(event) && event.redrive === true;
}
