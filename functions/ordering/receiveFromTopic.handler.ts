import { SQSClient } from '@aws-sdk/client-sqs';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { DynamoDbMessageStore } from '../aws/dynamodb/DynamoDbMessageStore.ts';
import { DynamoDbPlaces } from '../aws/dynamodb/DynamoDbPlaces.ts';
import { documentClient } from '../aws/dynamodb/documentClient.ts';
import { environment } from '../aws/environment.ts';
import { SqsPause } from '../aws/sqs/SqsPause.ts';
import { SqsWorkQueue } from '../aws/sqs/SqsWorkQueue.ts';
import { receiveFromTopic } from './receiveFromTopic.ts';

const messages = environment('MESSAGES_TABLE');
const sqs = new SQSClient({});
const ports = {
  messages: new DynamoDbMessageStore(documentClient, { messages, deliveries: environment('DELIVERIES_TABLE') }),
  order: new DynamoDbPlaces(documentClient, messages),
  queue: new SqsWorkQueue(sqs, { ordered: environment('ORDERED_QUEUE_URL') }),
};
const queues = new SqsPause(sqs, [environment('FROM_TOPICS_QUEUE_URL')]);

/** Behind the FIFO queue that is subscribed to every FIFO topic, which gives it one message at a time. */
export async function handler(event: SQSEvent): Promise<SQSBatchResponse> {
  const batchItemFailures: { itemIdentifier: string }[] = [];
  for (const record of event.Records) {
    try {
      if (!(await receiveFromTopic(ports, record.body))) console.error('no message of ours', { id: record.messageId });
    } catch (error) {
      console.error('receiving failed', { error: error instanceof Error ? error.name : 'unknown' });
      await queues.pause(record);
      batchItemFailures.push({ itemIdentifier: record.messageId });
    }
  }
  return { batchItemFailures };
}
