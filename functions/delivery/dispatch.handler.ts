import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { Context, DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { beginInvocation } from '../aws/logging/log.ts';
import { logFailure } from '../aws/logging/logFailure.ts';
import { sendingPorts } from '../aws/sendingPorts.ts';
import type { MessageRow } from '../rules/publishing/MessageRow.ts';
import { advanceMessage } from './advanceMessage.ts';
import { inParallel } from './inParallel.ts';

const ports = sendingPorts();
const PARALLEL = 5;
const RETRY_SECONDS = 5;

/**
 * Behind the Messages table's stream, filtered to messages that are accepted, scheduled or cancelled.
 * A message that fails goes on from the queue, so that it holds up no other. The stream repeats a record only if
 * it cannot be queued.
 */
export async function handler(event: DynamoDBStreamEvent, context: Context): Promise<DynamoDBBatchResponse> {
  beginInvocation(context);
  const failed: string[] = [];
  await inParallel(event.Records, PARALLEL, async (record) => {
    try {
      await dispatch(record);
    } catch (error) {
      logFailure('A dispatch was not queued', error, { messageId: messageIdOf(record) });
      failed.push(record.dynamodb?.SequenceNumber ?? '');
    }
  });
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
}

async function dispatch(record: DynamoDBRecord): Promise<void> {
  const image = record.dynamodb?.NewImage;
  const messageId = messageIdOf(record);
  if (image === undefined || messageId === undefined) return;
  try {
    await advanceMessage(ports, unmarshall(image as Record<string, AttributeValue>) as MessageRow);
  } catch (error) {
    logFailure('Dispatching failed', error, { messageId });
    await ports.queue.add([{ kind: 'dispatch', messageId }], RETRY_SECONDS);
  }
}

function messageIdOf({ dynamodb }: DynamoDBRecord): string | undefined {
  return dynamodb?.NewImage?.id?.S;
}
