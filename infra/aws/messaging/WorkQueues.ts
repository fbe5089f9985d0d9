import { Duration } from 'aws-cdk-lib';
import { DeduplicationScope, FifoThroughputLimit, type Queue, type QueueProps } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { FunctionVariable } from '../../../functions/rules/environmentNames.ts';
import { acknowledge } from '../shared/acknowledge.ts';
import { EncryptedQueue } from '../shared/EncryptedQueue.ts';
import { WorkQueue } from './WorkQueue.ts';

/** The time-out of the functions that work off the queues. */
export const WORK_TIMEOUT = Duration.seconds(30);

/** Six times the function's time-out (Lambda Developer Guide, "Using Lambda with Amazon SQS"). */
const visibilityTimeout = Duration.seconds(WORK_TIMEOUT.toSeconds() * 6);

/** The group is the unit of throughput (SQS Developer Guide, "High throughput for FIFO queues"). */
const fifo: QueueProps = {
  fifo: true,
  deduplicationScope: DeduplicationScope.MESSAGE_GROUP,
  fifoThroughputLimit: FifoThroughputLimit.PER_MESSAGE_GROUP_ID,
};

/** As long as SQS can: what waits for a function that cannot run is not lost after four days. */
const kept: QueueProps = { retentionPeriod: Duration.days(14) };

/** With a minute between them, messages of FIFO topics wait half a day for a fault to pass, in their order. */
const PATIENT_RECEIVES = 1000;

/**
 * Queues of work: small work does not wait behind large work. Failed work goes to `failing`, whose function records it.
 * Work that fails there too stays in `givenUp` until somebody redrives it (docs/operations.md).
 */
export class WorkQueues extends Construct {
  readonly prompt: WorkQueue;
  readonly bulk: WorkQueue;
  readonly fanOut: WorkQueue;
  /** Publications to standard topics. */
  readonly publications: WorkQueue;
  readonly failing: Queue;
  readonly givenUp: WorkQueue;
  readonly orderedGivenUp: Queue;
  /** Wake-ups of message groups. A FIFO queue: it gives each group one worker at a time. */
  readonly ordered: WorkQueue;
  readonly orderedFailing: Queue;
  /** What SNS could not push to phones that follow standard topics. */
  readonly notPushed: Queue;
  /** What of that a redrive may still push. */
  readonly unpushed: WorkQueue;
  /** Subscribed to every FIFO topic, for messages to phones. */
  readonly fromTopics: WorkQueue;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.givenUp = new WorkQueue(this, 'GivenUp', { variable: 'GIVEN_UP_QUEUE_URL', ...kept });
    this.orderedGivenUp = new EncryptedQueue(this, 'OrderedGivenUp', { ...fifo, ...kept });
    this.unpushed = new WorkQueue(this, 'Unpushed', { variable: 'UNPUSHED_QUEUE_URL', ...kept });
    for (const queue of [this.givenUp, this.orderedGivenUp, this.unpushed]) {
      acknowledge(queue, 'Serverless-SQSRedrivePolicy', 'Nothing reads it but people: an alarm tells them.');
    }
    this.failing = new EncryptedQueue(this, 'Failing', {
      ...kept,
      visibilityTimeout,
      deadLetterQueue: { queue: this.givenUp, maxReceiveCount: 10 },
    });
    this.notPushed = new EncryptedQueue(this, 'NotPushed', {
      ...kept,
      visibilityTimeout,
      deadLetterQueue: { queue: this.unpushed, maxReceiveCount: 5 },
    });
    this.prompt = this.#lane('Prompt', 'PROMPT_QUEUE_URL');
    this.bulk = this.#lane('Bulk', 'BULK_QUEUE_URL');
    this.fanOut = this.#lane('FanOut', 'FAN_OUT_QUEUE_URL');
    this.publications = this.#lane('Publications', 'PUBLICATIONS_QUEUE_URL');
    this.orderedFailing = new EncryptedQueue(this, 'OrderedFailing', {
      ...fifo,
      ...kept,
      visibilityTimeout,
      // The dead-letter queue of a FIFO queue is a FIFO queue.
      deadLetterQueue: { queue: this.orderedGivenUp, maxReceiveCount: 10 },
    });
    this.fromTopics = new WorkQueue(this, 'FromTopics', {
      ...fifo,
      ...kept,
      variable: 'FROM_TOPICS_QUEUE_URL',
      visibilityTimeout,
      deadLetterQueue: { queue: this.orderedFailing, maxReceiveCount: PATIENT_RECEIVES },
    });
    this.ordered = new WorkQueue(this, 'Ordered', {
      ...fifo,
      ...kept,
      variable: 'ORDERED_QUEUE_URL',
      // Shorter than the others: a worker that dies holds up its group for this long.
      // A second worker keeps the group's order too.
      visibilityTimeout: Duration.seconds(WORK_TIMEOUT.toSeconds() * 2),
      deadLetterQueue: { queue: this.orderedFailing, maxReceiveCount: 5 },
    });
  }

  #lane(id: string, variable: FunctionVariable): WorkQueue {
    return new WorkQueue(this, id, {
      ...kept,
      variable,
      visibilityTimeout,
      deadLetterQueue: { queue: this.failing, maxReceiveCount: 5 },
    });
  }
}
