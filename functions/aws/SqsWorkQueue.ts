import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { Work, WorkQueue } from '../delivering/Work.ts';

/** A queue's URL for each lane. */
export interface WorkQueues {
  /** What is small: nothing large ever stands before it. */
  readonly prompt: string;
  /** Deliveries of large audiences. */
  readonly bulk: string;
  /** Shards of large audiences, whose deliveries are to be made. */
  readonly fanOut: string;
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
    for (const [lane, pieces] of Map.groupBy(work, laneOf)) {
      for (let start = 0; start < pieces.length; start += BATCH) {
        await this.#send(this.#queues[lane], pieces.slice(start, start + BATCH), delaySeconds);
      }
    }
  }

  async #send(queueUrl: string, pieces: readonly Work[], delaySeconds: number): Promise<void> {
    const Entries = pieces.map((piece, index) => ({
      Id: `${index}`,
      MessageBody: JSON.stringify(piece),
      DelaySeconds: delaySeconds,
      // A fair queue: where several messages have work waiting, none waits for all of another's (SQS Developer Guide, "Amazon SQS fair queues").
      MessageGroupId: piece.messageId,
    }));
    const { Failed } = await this.#sqs.send(new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries }));
    const failed = Failed?.[0];
    // Whoever adds is repeated, and with it every piece: one that is there twice finds its deliveries settled.
    if (failed !== undefined) throw new Error(`SQS did not take ${Failed?.length} pieces of work: ${failed.Code}.`);
  }
}

function laneOf(work: Work): keyof WorkQueues {
  if (work.kind === 'fanOut') return 'fanOut';
  return work.kind === 'deliver' && work.large ? 'bulk' : 'prompt';
}
