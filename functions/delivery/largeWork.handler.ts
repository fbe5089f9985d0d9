import { SQSClient } from '@aws-sdk/client-sqs';
import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { answerHours } from '../aws/answerHours.ts';
import { DynamoDbDeliveryLedger } from '../aws/dynamodb/DynamoDbDeliveryLedger.ts';
import { DynamoDbDeviceDirectory } from '../aws/dynamodb/DynamoDbDeviceDirectory.ts';
import { DynamoDbMarks } from '../aws/dynamodb/DynamoDbMarks.ts';
import { DynamoDbMessageStore } from '../aws/dynamodb/DynamoDbMessageStore.ts';
import { DynamoDbPlatformStates } from '../aws/dynamodb/DynamoDbPlatformStates.ts';
import { DynamoDbRedeliveryStore } from '../aws/dynamodb/DynamoDbRedeliveryStore.ts';
import { documentClient } from '../aws/dynamodb/documentClient.ts';
import { environment } from '../aws/environment.ts';
import { emitMetrics } from '../aws/logging/emitMetrics.ts';
import { SqsPause } from '../aws/sqs/SqsPause.ts';
import { SqsWorkQueue } from '../aws/sqs/SqsWorkQueue.ts';
import { workOff } from '../aws/sqs/workOff.ts';
import { doLargeWork, type Ports } from './doLargeWork.ts';

const messages = environment('MESSAGES_TABLE');
const deliveries = environment('DELIVERIES_TABLE');
const devices = environment('DEVICES_TABLE');
const sqs = new SQSClient({});

const ports: Ports = {
  clock: { now: () => Date.now() },
  ledger: new DynamoDbDeliveryLedger(documentClient, { deliveries, devices }),
  devices: new DynamoDbDeviceDirectory(documentClient, devices),
  messages: new DynamoDbMessageStore(documentClient, { messages, deliveries }),
  marks: new DynamoDbMarks(documentClient, deliveries),
  redeliveries: new DynamoDbRedeliveryStore(documentClient, messages),
  breakers: new DynamoDbPlatformStates(documentClient, environment('PLATFORMS_TABLE')),
  queue: new SqsWorkQueue(sqs, {
    prompt: environment('PROMPT_QUEUE_URL'),
    bulk: environment('BULK_QUEUE_URL'),
    fanOut: environment('FAN_OUT_QUEUE_URL'),
    ordered: environment('ORDERED_QUEUE_URL'),
  }),
  emitMetrics,
  answerHours: answerHours(),
};
const pauses = new SqsPause(sqs, [environment('FAN_OUT_QUEUE_URL')]);

/** Behind the queue of what looks at many deliveries or devices: fan-outs, redeliveries, recoveries. */
export function handler(event: SQSEvent, context: Context): Promise<SQSBatchResponse> {
  const work = (piece: Parameters<typeof doLargeWork>[1], deadline: number) => doLargeWork(ports, piece, deadline);
  return workOff(event, context, { queue: ports.queue, pauses, work });
}
