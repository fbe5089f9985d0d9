import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { sendingPorts } from '../aws/sendingPorts.ts';
import type { MessageRow } from '../rules/publishing/MessageRow.ts';
import { advanceMessage } from './advanceMessage.ts';
import { inParallel } from './inParallel.ts';

const ports = sendingPorts();
const PARALLEL = 5;
const RETRY_SECONDS = 5;

/**
 * Behind the Messages table's stream, filtered to messages that are accepted, scheduled or cancelled. One that fails is taken on from the queue, so
 * that it holds up no other and can be given up visibly; only where that fails too does the stream bring its record again.
 */
export async function handler(event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> {
  const failed: string[] = [];
  await inParallel(event.Records, PARALLEL, async (record) => {
    try {
      await takeOn(record);
    } catch {
      failed.push(record.dynamodb?.SequenceNumber ?? '');
    }
  });
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
}

async function takeOn({ dynamodb }: DynamoDBRecord): Promise<void> {
  const messageId = dynamodb?.NewImage?.id?.S;
  if (dynamodb?.NewImage === undefined || messageId === undefined) return;
  try {
    await advanceMessage(ports, unmarshall(dynamodb.NewImage as Record<string, AttributeValue>) as MessageRow);
  } catch (error) {
    console.error('dispatch failed', { messageId, error: error instanceof Error ? error.name : 'unknown' });
    await ports.queue.add([{ kind: 'dispatch', messageId }], RETRY_SECONDS);
  }
}
