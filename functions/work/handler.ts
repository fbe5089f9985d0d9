import { ChangeMessageVisibilityCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { environment } from '../aws/environment.ts';
import { sendingPorts } from '../aws/sendingPorts.ts';
import { parseWork } from '../delivering/Work.ts';
import { doWork } from './doWork.ts';

const ports = sendingPorts();
const sqs = new SQSClient({});
const queueUrls = ['PROMPT_QUEUE_URL', 'BULK_QUEUE_URL', 'FAN_OUT_QUEUE_URL'].map(environment);

/** What is left of the function's time when work stops taking on more. */
const RESERVE_MILLISECONDS = 10_000;

/** Behind the queues. What fails comes again after a pause, and after the queue's receives goes to `functions/giveUp`. */
export async function handler(event: SQSEvent, context: Context): Promise<SQSBatchResponse> {
  const deadline = Date.now() + context.getRemainingTimeInMillis() - RESERVE_MILLISECONDS;
  const failures = await Promise.all(
    event.Records.map(async (record) => {
      try {
        await doWork(ports, parseWork(record.body), deadline);
        return [];
      } catch (error) {
        console.error('work failed', { error: error instanceof Error ? error.name : 'unknown' });
        await pause(record);
        return [{ itemIdentifier: record.messageId }];
      }
    }),
  );
  return { batchItemFailures: failures.flat() };
}

/** Until then nobody sees the message: the queue's own time-out is made for workers that died. */
async function pause({ receiptHandle, attributes, eventSourceARN }: SQSRecord): Promise<void> {
  const name = eventSourceARN.slice(eventSourceARN.lastIndexOf(':') + 1);
  const QueueUrl = queueUrls.find((url) => url.endsWith(`/${name}`));
  const VisibilityTimeout = 2 ** Math.min(Number(attributes.ApproximateReceiveCount), 6);
  try {
    await sqs.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle: receiptHandle, VisibilityTimeout }));
  } catch (error) {
    console.error('pause failed', { error: error instanceof Error ? error.name : 'unknown' });
  }
}
