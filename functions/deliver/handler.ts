import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { DynamoDbDeliveryLedger } from '../aws/DynamoDbDeliveryLedger.ts';
import { DynamoDbDeviceDirectory } from '../aws/DynamoDbDeviceDirectory.ts';
import { DynamoDbMessageStore } from '../aws/DynamoDbMessageStore.ts';
import { documentClient } from '../aws/documentClient.ts';
import { environment } from '../aws/environment.ts';
import { SnsPushSender } from '../aws/SnsPushSender.ts';
import { SqsDeliveryQueue } from '../aws/SqsDeliveryQueue.ts';
import type { DeliveryChunk } from '../dispatch/DeliveryQueue.ts';
import { deliverChunk } from './deliverChunk.ts';

const deliveries = environment('DELIVERIES_TABLE');
const devices = environment('DEVICES_TABLE');

const ports = {
  clock: { now: () => Date.now() },
  ledger: new DynamoDbDeliveryLedger(documentClient, { deliveries, devices }),
  devices: new DynamoDbDeviceDirectory(documentClient, devices),
  messages: new DynamoDbMessageStore(documentClient, { messages: environment('MESSAGES_TABLE'), deliveries }),
  sender: new SnsPushSender(new SNSClient({})),
  queue: new SqsDeliveryQueue(new SQSClient({}), environment('DELIVERY_QUEUE_URL')),
};

/** Behind the delivery queue. */
export async function handler(event: SQSEvent): Promise<SQSBatchResponse> {
  const failures = await Promise.all(
    event.Records.map(async (record) => {
      try {
        await deliverChunk(ports, JSON.parse(record.body) as DeliveryChunk);
        return [];
      } catch (error) {
        console.error('deliver failed', { error: error instanceof Error ? error.name : 'unknown' });
        return [{ itemIdentifier: record.messageId }];
      }
    }),
  );
  return { batchItemFailures: failures.flat() };
}
