import { SQSClient } from '@aws-sdk/client-sqs';
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { environment } from '../aws/environment.ts';
import { beginInvocation } from '../aws/logging/log.ts';
import { logFailure } from '../aws/logging/logFailure.ts';
import { orderedPorts } from '../aws/orderedPorts.ts';
import { putBackIfPassing } from '../aws/putBackIfPassing.ts';
import { returnItems } from '../aws/returnItems.ts';
import { SqsPause } from '../aws/sqs/SqsPause.ts';
import { factsOf } from '../delivery/factsOf.ts';
import { parseWork } from '../delivery/Work.ts';
import { Failure } from '../rules/Failure.ts';
import { drainGroupQueue, type Wake } from './drainGroupQueue.ts';

const ports = orderedPorts();
const queues = new SqsPause(new SQSClient({}), [environment('ORDERED_QUEUE_URL')]);

/** No message is begun in the last part of the function's time: SNS and the ledger take less than this for one. */
const RESERVE_MILLISECONDS = 15_000;

/**
 * Behind the FIFO queue of wake-ups, which has one invocation at work on a group queue at a time.
 * Wake-ups of one group queue count as one. If it fails all of them come again, so that no later one overtakes. If the
 * fault passes, one comes again for them all.
 */
export async function handler(event: SQSEvent, context: Context): Promise<SQSBatchResponse> {
  beginInvocation(context);
  const deadline = Date.now() + context.getRemainingTimeInMillis() - RESERVE_MILLISECONDS;
  const groups = Map.groupBy(event.Records, ({ attributes }) => attributes.MessageGroupId);
  const failures = await Promise.all(
    [...groups.values()].map(async (records) => {
      try {
        await drainGroupQueue(ports, wakeOf(records), deadline);
        return [];
      } catch (error) {
        logFailure('Sending in order failed', error, factsOf(records[0]?.body ?? ''));
        if (await putBackIfPassing(ports, error, () => wakeOf(records))) return [];
        for (const record of records) await queues.pause(record);
        return records.map(({ messageId }) => messageId);
      }
    }),
  );
  return returnItems(failures.flat());
}

/** Merges the wake-ups of one group queue: the longest of their pauses is over. */
function wakeOf(records: readonly SQSRecord[]): Wake {
  const wakes = records.map(({ body }) => parseWork(body)).filter((work) => work.kind === 'wake');
  const [first] = wakes;
  if (first === undefined) throw new Failure('The queue of wake-ups brought none.');
  return { ...first, heldUntil: Math.max(...wakes.map(({ heldUntil = 0 }) => heldUntil)) };
}
