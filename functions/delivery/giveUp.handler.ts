import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { DynamoDbDeliveryLedger } from '../aws/dynamodb/DynamoDbDeliveryLedger.ts';
import { DynamoDbGroupQueues } from '../aws/dynamodb/DynamoDbGroupQueues.ts';
import { DynamoDbMessageStore } from '../aws/dynamodb/DynamoDbMessageStore.ts';
import { documentClient } from '../aws/dynamodb/documentClient.ts';
import { environment } from '../aws/environment.ts';
import { beginInvocation } from '../aws/logging/log.ts';
import { logFailure } from '../aws/logging/logFailure.ts';
import { returnItems } from '../aws/returnItems.ts';
import { SqsWorkQueue } from '../aws/sqs/SqsWorkQueue.ts';
import { parseNotification } from '../rules/topics/parseNotification.ts';
import { factsOf } from './factsOf.ts';
import { giveUp } from './giveUp.ts';
import { parseWork, type Work } from './Work.ts';

const deliveries = environment('DELIVERIES_TABLE');
const messages = environment('MESSAGES_TABLE');
const sqs = new SQSClient({});
const ports = {
  clock: { now: () => Date.now() },
  ledger: new DynamoDbDeliveryLedger(documentClient, { deliveries, devices: environment('DEVICES_TABLE') }),
  messages: new DynamoDbMessageStore(documentClient, { messages, deliveries }),
  groupQueues: new DynamoDbGroupQueues(documentClient, messages),
  queue: new SqsWorkQueue(sqs, { prompt: environment('PROMPT_QUEUE_URL'), ordered: environment('ORDERED_QUEUE_URL') }),
};
const QueueUrl = environment('GIVEN_UP_QUEUE_URL');

/** Behind the queues of work that failed too often. Ends that work visibly, then keeps it for a redrive. */
export async function handler(event: SQSEvent, context: Context): Promise<SQSBatchResponse> {
  beginInvocation(context);
  const failures = await Promise.all(
    event.Records.map(async (record) => {
      const { body, messageId } = record;
      try {
        const kept = await keptOf(body);
        if (kept !== null) await keep(kept, record);
        return [];
      } catch (error) {
        logFailure('Giving up failed', error, factsOf(body));
        return [messageId];
      }
    }),
  );
  return returnItems(failures.flat());
}

/** Says where the work failed and since when it waits: the log of the function behind that queue has the error. */
async function keep(MessageBody: string, { attributes, eventSourceARN }: SQSRecord): Promise<void> {
  const arn = attributes.DeadLetterQueueSourceArn ?? eventSourceARN;
  const text = (StringValue: string) => ({ DataType: 'String', StringValue });
  const MessageAttributes = {
    failedIn: text(arn.slice(arn.lastIndexOf(':') + 1)),
    since: text(new Date(Number(attributes.SentTimestamp)).toISOString()),
  };
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody, MessageAttributes }));
}

/** Returns what to keep for a redrive, or null. A body that is not ours is kept as it is, for the operator. */
async function keptOf(body: string): Promise<string | null> {
  const work = readWork(body);
  if (work === null) return body;
  const kept = await giveUp(ports, work);
  return kept === null ? null : JSON.stringify(kept);
}

/** Reads work, or the notification of a FIFO topic about a message, which is to be dispatched again. */
function readWork(body: string): Work | null {
  try {
    return parseWork(body);
  } catch {
    const notification = parseNotification(body);
    return notification && { kind: 'dispatch', messageId: notification.messageId };
  }
}
