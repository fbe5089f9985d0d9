import { SQSClient } from '@aws-sdk/client-sqs';
import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { environment } from '../aws/environment.ts';
import { sendingPorts } from '../aws/sendingPorts.ts';
import { SqsPause } from '../aws/sqs/SqsPause.ts';
import { doWork } from './doWork.ts';
import { parseWork } from './Work.ts';

const ports = sendingPorts();
const queues = new SqsPause(
  new SQSClient({}),
  (['PROMPT_QUEUE_URL', 'BULK_QUEUE_URL', 'FAN_OUT_QUEUE_URL'] as const).map(environment),
);

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
        await queues.pause(record);
        return [{ itemIdentifier: record.messageId }];
      }
    }),
  );
  return { batchItemFailures: failures.flat() };
}
