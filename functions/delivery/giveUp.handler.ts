import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { DynamoDbDeliveryLedger } from '../aws/dynamodb/DynamoDbDeliveryLedger.ts';
import { DynamoDbMessageStore } from '../aws/dynamodb/DynamoDbMessageStore.ts';
import { DynamoDbOrderStore } from '../aws/dynamodb/DynamoDbOrderStore.ts';
import { documentClient } from '../aws/dynamodb/documentClient.ts';
import { environment } from '../aws/environment.ts';
import { SqsWorkQueue } from '../aws/sqs/SqsWorkQueue.ts';
import { parseNotification } from '../rules/topics/parseNotification.ts';
import { giveUp } from './giveUp.ts';
import { parseWork, type Work } from './Work.ts';

const deliveries = environment('DELIVERIES_TABLE');
const messages = environment('MESSAGES_TABLE');
const sqs = new SQSClient({});
const ports = {
  clock: { now: () => Date.now() },
  ledger: new DynamoDbDeliveryLedger(documentClient, { deliveries, devices: environment('DEVICES_TABLE') }),
  messages: new DynamoDbMessageStore(documentClient, { messages, deliveries }),
  order: new DynamoDbOrderStore(documentClient, messages),
  queue: new SqsWorkQueue(sqs, { prompt: environment('PROMPT_QUEUE_URL'), ordered: environment('ORDERED_QUEUE_URL') }),
};
const QueueUrl = environment('GIVEN_UP_QUEUE_URL');

/** Behind the queues of work that failed too often: makes the failure known, then keeps the work for a redrive. */
export async function handler(event: SQSEvent): Promise<SQSBatchResponse> {
  const failures = await Promise.all(
    event.Records.map(async ({ body, messageId }) => {
      try {
        const work = readWork(body);
        const kept = work === null ? body : JSON.stringify(await giveUp(ports, work));
        if (kept !== 'null') await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: kept }));
        return [];
      } catch (error) {
        console.error('giving up failed', { error: error instanceof Error ? error.name : 'unknown' });
        return [{ itemIdentifier: messageId }];
      }
    }),
  );
  return { batchItemFailures: failures.flat() };
}

/** Work, or what a FIFO topic said of a message, which is dispatched again then. Anything else has no deliveries; whoever looks into the queue finds it. */
function readWork(body: string): Work | null {
  try {
    return parseWork(body);
  } catch {
    const told = parseNotification(body);
    return told && { kind: 'dispatch', messageId: told.messageId };
  }
}
