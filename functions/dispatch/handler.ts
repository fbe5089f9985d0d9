import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { DynamoDbDeliveryLedger } from '../aws/DynamoDbDeliveryLedger.ts';
import { DynamoDbDeviceDirectory } from '../aws/DynamoDbDeviceDirectory.ts';
import { DynamoDbMessageStore } from '../aws/DynamoDbMessageStore.ts';
import { documentClient } from '../aws/documentClient.ts';
import { environment } from '../aws/environment.ts';
import { SnsPushSender } from '../aws/SnsPushSender.ts';
import { SqsDeliveryQueue } from '../aws/SqsDeliveryQueue.ts';
import type { MessageRow } from '../domain/message/MessageRow.ts';
import { dispatchMessage } from './dispatchMessage.ts';

const deliveries = environment('DELIVERIES_TABLE');
const devices = environment('DEVICES_TABLE');
const messages = environment('MESSAGES_TABLE');

const ports = {
  clock: { now: () => Date.now() },
  ledger: new DynamoDbDeliveryLedger(documentClient, { deliveries, devices }),
  devices: new DynamoDbDeviceDirectory(documentClient, devices),
  messages: new DynamoDbMessageStore(documentClient, { messages, deliveries }),
  sender: new SnsPushSender(new SNSClient({})),
  queue: new SqsDeliveryQueue(new SQSClient({}), environment('DELIVERY_QUEUE_URL')),
};

/** Behind the Messages table's stream, filtered to messages that became `ACCEPTED`. A failing record is reported alone, so that it is retried alone. */
export async function handler(event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> {
  for (const record of event.Records) {
    const image = record.dynamodb?.NewImage;
    if (image === undefined) continue;
    try {
      await dispatchMessage(ports, unmarshall(image as Record<string, AttributeValue>) as MessageRow);
    } catch (error) {
      console.error('dispatch failed', {
        message: image.id?.S,
        error: error instanceof Error ? error.name : 'unknown',
      });
      return { batchItemFailures: [{ itemIdentifier: record.dynamodb?.SequenceNumber ?? '' }] };
    }
  }
  return { batchItemFailures: [] };
}
