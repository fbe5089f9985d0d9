import { SQSClient } from '@aws-sdk/client-sqs';
import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { DynamoDbGroupQueues } from '../aws/dynamodb/DynamoDbGroupQueues.ts';
import { DynamoDbMessageStore } from '../aws/dynamodb/DynamoDbMessageStore.ts';
import { documentClient } from '../aws/dynamodb/documentClient.ts';
import { environment } from '../aws/environment.ts';
import { beginInvocation, log } from '../aws/logging/log.ts';
import { logFailure } from '../aws/logging/logFailure.ts';
import { returnItems } from '../aws/returnItems.ts';
import { SqsPause } from '../aws/sqs/SqsPause.ts';
import { SqsWorkQueue } from '../aws/sqs/SqsWorkQueue.ts';
import { receiveFromTopic } from './receiveFromTopic.ts';

const messages = environment('MESSAGES_TABLE');
const sqs = new SQSClient({});
const ports = {
  messages: new DynamoDbMessageStore(documentClient, { messages, deliveries: environment('DELIVERIES_TABLE') }),
  groupQueues: new DynamoDbGroupQueues(documentClient, messages),
  queue: new SqsWorkQueue(sqs, { ordered: environment('ORDERED_QUEUE_URL') }),
};
const queues = new SqsPause(sqs, [environment('FROM_TOPICS_QUEUE_URL')]);

/** Behind the FIFO queue that every FIFO topic delivers to. The queue brings one message of a group at a time. */
export async function handler(event: SQSEvent, context: Context): Promise<SQSBatchResponse> {
  beginInvocation(context);
  const failed: string[] = [];
  for (const record of event.Records) {
    const facts = { sqsMessageId: record.messageId };
    try {
      if (!(await receiveFromTopic(ports, record.body))) log('WARN', 'Not a message of this backend', facts);
    } catch (error) {
      logFailure('Receiving failed', error, facts);
      await queues.pause(record);
      failed.push(record.messageId);
    }
  }
  return returnItems(failed);
}
