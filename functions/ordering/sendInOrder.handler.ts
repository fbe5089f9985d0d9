import { SQSClient } from '@aws-sdk/client-sqs';
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { environment } from '../aws/environment.ts';
import { orderedPorts } from '../aws/orderedPorts.ts';
import { SqsPause } from '../aws/sqs/SqsPause.ts';
import { parseWork } from '../delivery/Work.ts';
import { drainGroup, type Wake } from './drainGroup.ts';

const ports = orderedPorts();
const queues = new SqsPause(new SQSClient({}), [environment('ORDERED_QUEUE_URL')]);

/** What is left of the function's time when no other message is begun: longer than SNS and the ledger take for one. */
const RESERVE_MILLISECONDS = 15_000;

/**
 * Behind the FIFO queue of wake-ups, which has one of these at work on a group at a time. A group's wake-ups that come together are one; where it fails
 * they all come again, so that none of the group overtakes.
 */
export async function handler(event: SQSEvent, context: Context): Promise<SQSBatchResponse> {
  const deadline = Date.now() + context.getRemainingTimeInMillis() - RESERVE_MILLISECONDS;
  const groups = Map.groupBy(event.Records, ({ attributes }) => attributes.MessageGroupId);
  const failures = await Promise.all(
    [...groups.values()].map(async (records) => {
      try {
        await drainGroup(ports, wakeOf(records), deadline);
        return [];
      } catch (error) {
        console.error('work in order failed', { error: error instanceof Error ? error.name : 'unknown' });
        for (const record of records) await queues.pause(record);
        return records.map(({ messageId }) => ({ itemIdentifier: messageId }));
      }
    }),
  );
  return { batchItemFailures: failures.flat() };
}

/** The wake-ups of one group as one: the longest pause of theirs is over. */
function wakeOf(records: readonly SQSRecord[]): Wake {
  const wakes = records.map(({ body }) => parseWork(body)).filter((work) => work.kind === 'wake');
  const [first] = wakes;
  if (first === undefined) throw new Error('no wake-up');
  return { ...first, heldUntil: Math.max(...wakes.map(({ heldUntil = 0 }) => heldUntil)) };
}
