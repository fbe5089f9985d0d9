import { createHash, randomUUID } from 'node:crypto';
import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { Work, WorkQueue } from '../../delivery/Work.ts';

/** A queue's URL for each lane that the function sends to. */
export interface WorkQueues {
  /** What is small: nothing large ever stands before it. */
  readonly prompt?: string;
  /** Deliveries of large audiences. */
  readonly bulk?: string;
  /** Shards of large audiences, whose deliveries are to be made. */
  readonly fanOut?: string;
  /** Groups to work off, one worker at a time for each: a FIFO queue. */
  readonly ordered: string;
}

/** SQS takes ten messages a batch, and answers success when one of them passed. */
const BATCH = 10;

/** The queues in SQS. */
export class SqsWorkQueue implements WorkQueue {
  readonly #sqs: SQSClient;
  readonly #queues: WorkQueues;

  constructor(sqs: SQSClient, queues: WorkQueues) {
    this.#sqs = sqs;
    this.#queues = queues;
  }

  async add(work: readonly Work[], delaySeconds = 0): Promise<void> {
    for (const [lane, pieces] of Map.groupBy(work, (piece) => laneOf(piece, delaySeconds))) {
      for (let start = 0; start < pieces.length; start += BATCH) {
        await this.#send(lane, pieces.slice(start, start + BATCH), delaySeconds);
      }
    }
  }

  async #send(lane: keyof WorkQueues, pieces: readonly Work[], delaySeconds: number): Promise<void> {
    const QueueUrl = this.#queues[lane];
    if (QueueUrl === undefined) throw new Error(`This function has no queue ${lane}.`);
    const Entries = pieces.map((piece, index) => ({
      Id: `${index}`,
      MessageBody: JSON.stringify(piece),
      // A fair queue: where several messages have work waiting, none waits for all of another's (SQS Developer Guide, "Amazon SQS fair queues").
      MessageGroupId: piece.kind === 'wake' ? hashOf(piece.group) : piece.messageId,
      // A wake-up more does no harm; one that is dropped, because another was sent before there was this to do, does.
      ...(lane === 'ordered' ? { MessageDeduplicationId: randomUUID() } : { DelaySeconds: delaySeconds }),
    }));
    const { Failed } = await this.#sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
    const failed = Failed?.[0];
    // Whoever adds is repeated, and with it every piece: one that is there twice finds its deliveries settled.
    if (failed !== undefined) throw new Error(`SQS did not take ${Failed?.length} pieces of work: ${failed.Code}.`);
  }
}

/** A FIFO queue delays all of its messages or none: what is to wait waits elsewhere. */
function laneOf(work: Work, delaySeconds: number): keyof WorkQueues {
  if (work.kind === 'wake') return delaySeconds === 0 ? 'ordered' : 'prompt';
  if (work.kind === 'fanOut') return 'fanOut';
  return work.kind === 'deliver' && work.large ? 'bulk' : 'prompt';
}

/** A group's key may be longer than what SQS takes. */
function hashOf(group: string): string {
  return createHash('sha256').update(group).digest('hex');
}
