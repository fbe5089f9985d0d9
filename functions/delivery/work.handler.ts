import { SQSClient } from '@aws-sdk/client-sqs';
import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { environment } from '../aws/environment.ts';
import { beginInvocation } from '../aws/logging/log.ts';
import { logFailure } from '../aws/logging/logFailure.ts';
import { putBackIfPassing } from '../aws/putBackIfPassing.ts';
import { returnItems } from '../aws/returnItems.ts';
import { sendingPorts } from '../aws/sendingPorts.ts';
import { SqsPause } from '../aws/sqs/SqsPause.ts';
import { doWork } from './doWork.ts';
import { factsOf } from './factsOf.ts';
import { parseWork } from './Work.ts';

const ports = sendingPorts();
const queues = new SqsPause(
  new SQSClient({}),
  (['PROMPT_QUEUE_URL', 'BULK_QUEUE_URL', 'FAN_OUT_QUEUE_URL'] as const).map(environment),
);

/** Nothing is begun in the last part of the function's time. */
const RESERVE_MILLISECONDS = 10_000;

/**
 * Behind the work queues. Work that meets a passing fault goes back into its queue. Other work that fails comes again
 * after a pause, and in the end goes to `giveUp`.
 */
export async function handler(event: SQSEvent, context: Context): Promise<SQSBatchResponse> {
  beginInvocation(context);
  const deadline = Date.now() + context.getRemainingTimeInMillis() - RESERVE_MILLISECONDS;
  const failures = await Promise.all(
    event.Records.map(async (record) => {
      try {
        await doWork(ports, parseWork(record.body), deadline);
        return [];
      } catch (error) {
        logFailure('Work failed', error, factsOf(record.body));
        if (await putBackIfPassing(ports, error, () => parseWork(record.body))) return [];
        await queues.pause(record);
        return [record.messageId];
      }
    }),
  );
  return returnItems(failures.flat());
}
