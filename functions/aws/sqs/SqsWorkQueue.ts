import { createHash, randomUUID } from 'node:crypto';
import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { Work, WorkQueue } from '../../delivery/Work.ts';
import { Failure, PassingFailure } from '../../rules/Failure.ts';

/** URLs of the queues that the function sends to. */
export interface WorkQueues {
  /** Small work: no large audience ever waits in front of it. */
  readonly prompt?: string;
  /** Deliveries of large audiences. */
  readonly bulk?: string;
  /** Shards of large audiences, redeliveries, and what looks at each delivery of a message. */
  readonly fanOut?: string;
  /** Publications to standard topics, gathered for a second. */
  readonly publications?: string;
  /** Wake-ups of group queues: a FIFO queue, with one worker at a time for each group queue. */
  readonly ordered?: string;
}

/** SQS takes ten messages a batch, and succeeds if it took one of them. */
const BATCH = 10;

/** The work queues in SQS. */
export class SqsWorkQueue implements WorkQueue {
  readonly #sqs: SQSClient;
  readonly #queues: WorkQueues;

  constructor(sqs: SQSClient, queues: WorkQueues) {
    this.#sqs = sqs;
    this.#queues = queues;
  }

  async add(work: readonly Work[], delaySeconds = 0): Promise<void> {
    for (const [queue, pieces] of Map.groupBy(work, (piece) => queueOf(piece, delaySeconds))) {
      for (let start = 0; start < pieces.length; start += BATCH) {
        await this.#send(queue, pieces.slice(start, start + BATCH), delaySeconds);
      }
    }
  }

  async #send(queue: keyof WorkQueues, pieces: readonly Work[], delaySeconds: number): Promise<void> {
    const QueueUrl = this.#queues[queue];
    if (QueueUrl === undefined) throw new Failure(`This function has no queue ${queue}.`);
    const Entries = pieces.map((piece, index) => ({
      Id: `${index}`,
      MessageBody: JSON.stringify(piece),
      // A fair queue: no message's work waits for all of another's (SQS Developer Guide, "Amazon SQS fair queues").
      MessageGroupId: piece.kind === 'wake' ? hashOf(piece.groupQueue) : piece.messageId,
      // Each wake-up is unique: SQS must not drop one because an earlier one was the same.
      ...(queue === 'ordered' ? { MessageDeduplicationId: randomUUID() } : { DelaySeconds: delaySeconds }),
    }));
    const { Failed } = await this.#sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
    const failed = Failed?.[0];
    // The caller repeats all pieces. One that is queued twice finds its deliveries done.
    if (failed !== undefined) throw new PassingFailure(`SQS did not take ${Failed?.length} pieces: ${failed.Code}.`);
  }
}

/** A FIFO queue cannot delay single messages, so a delayed wake-up waits in the prompt queue. */
function queueOf(work: Work, delaySeconds: number): keyof WorkQueues {
  if (work.kind === 'wake') return delaySeconds === 0 ? 'ordered' : 'prompt';
  if (work.kind === 'fanOut' || work.kind === 'redeliver' || work.kind === 'recover') return 'fanOut';
  if (work.kind === 'publish') return 'publications';
  return work.kind === 'deliver' && work.large ? 'bulk' : 'prompt';
}

/** A group queue's key may be longer than SQS's limit of 128 characters. */
function hashOf(groupQueue: string): string {
  return createHash('sha256').update(groupQueue).digest('hex');
}
