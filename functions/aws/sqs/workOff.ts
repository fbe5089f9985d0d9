import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { factsOf } from '../../delivery/factsOf.ts';
import { parseWork, type Work, type WorkQueue } from '../../delivery/Work.ts';
import { beginInvocation } from '../logging/log.ts';
import { logFailure } from '../logging/logFailure.ts';
import { putBackIfPassing } from '../putBackIfPassing.ts';
import { returnItems } from '../returnItems.ts';
import type { SqsPause } from './SqsPause.ts';

export interface WorkingOff {
  readonly queue: WorkQueue;
  readonly pauses: SqsPause;
  /** Does a piece of work. It begins nothing after `deadline`, in epoch milliseconds. */
  readonly work: (work: Work, deadline: number) => Promise<void>;
}

/** Nothing is begun in the last part of the function's time. */
const RESERVE_MILLISECONDS = 10_000;

/**
 * Works off the work that a queue brings. Work that meets a passing fault goes back into its queue. Other work that
 * fails comes again after a pause, and in the end goes to `giveUp`.
 */
export async function workOff(event: SQSEvent, context: Context, working: WorkingOff): Promise<SQSBatchResponse> {
  beginInvocation(context);
  const deadline = Date.now() + context.getRemainingTimeInMillis() - RESERVE_MILLISECONDS;
  const failures = await Promise.all(
    event.Records.map(async (record) => {
      try {
        await working.work(parseWork(record.body), deadline);
        return [];
      } catch (error) {
        logFailure('Work failed', error, factsOf(record.body));
        if (await putBackIfPassing({ queue: working.queue, random: Math.random }, error, () => parseWork(record.body)))
          return [];
        await working.pauses.pause(record);
        return [record.messageId];
      }
    }),
  );
  return returnItems(failures.flat());
}
