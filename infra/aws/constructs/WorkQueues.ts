import { Duration } from 'aws-cdk-lib';
import { DeduplicationScope, FifoThroughputLimit, Queue, QueueEncryption, type QueueProps } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

export interface WorkQueuesProps {
  /** The time-out of the function behind them. */
  readonly timeout: Duration;
}

/**
 * Work that waits. Three lanes, so that nothing small stands behind anything large; behind them `failing`, whose function makes the failure known; and
 * behind that `givenUp`, which keeps the work until somebody redrives it:
 * `aws sqs start-message-move-task --source-arn <givenUp> --destination-arn <prompt>`.
 */
export class WorkQueues extends Construct {
  readonly prompt: Queue;
  readonly bulk: Queue;
  readonly fanOut: Queue;
  readonly failing: Queue;
  readonly givenUp: Queue;
  /** Wake-ups of groups that are sent in order. A FIFO queue, since it has one worker at a time for each group; what fails goes the way of the others. */
  readonly ordered: Queue;
  readonly orderedFailing: Queue;
  /** Subscribed to every FIFO topic: what is for phones comes this way. */
  readonly fromTopics: Queue;

  constructor(scope: Construct, id: string, { timeout }: WorkQueuesProps) {
    super(scope, id);
    const common = { encryption: QueueEncryption.SQS_MANAGED, enforceSSL: true };
    this.givenUp = new Queue(this, 'GivenUp', { ...common, retentionPeriod: Duration.days(14) });
    // Six times the function's time-out (Lambda Developer Guide, "Using Lambda with Amazon SQS").
    const visibilityTimeout = Duration.seconds(timeout.toSeconds() * 6);
    this.failing = new Queue(this, 'Failing', {
      ...common,
      visibilityTimeout,
      deadLetterQueue: { queue: this.givenUp, maxReceiveCount: 10 },
    });
    const lane = (name: string) =>
      new Queue(this, name, {
        ...common,
        visibilityTimeout,
        deadLetterQueue: { queue: this.failing, maxReceiveCount: 5 },
      });
    this.prompt = lane('Prompt');
    this.bulk = lane('Bulk');
    this.fanOut = lane('FanOut');
    const fifo = (name: string, properties: Partial<QueueProps>) =>
      new Queue(this, name, {
        ...common,
        fifo: true,
        // The group is the unit of throughput (SQS Developer Guide, "High throughput for FIFO queues").
        deduplicationScope: DeduplicationScope.MESSAGE_GROUP,
        fifoThroughputLimit: FifoThroughputLimit.PER_MESSAGE_GROUP_ID,
        ...properties,
      });
    // A FIFO queue's dead-letter queue is one too. What comes to this one even the function behind `orderedFailing` could not do.
    const orderedGivenUp = fifo('OrderedGivenUp', { retentionPeriod: Duration.days(14) });
    this.orderedFailing = fifo('OrderedFailing', {
      visibilityTimeout,
      deadLetterQueue: { queue: orderedGivenUp, maxReceiveCount: 10 },
    });
    this.fromTopics = fifo('FromTopics', {
      visibilityTimeout,
      deadLetterQueue: { queue: this.orderedFailing, maxReceiveCount: 5 },
    });
    this.ordered = fifo('Ordered', {
      // Sooner than the others: a worker that died holds up its group for so long. Two workers at one group keep its order too; they only get in each
      // other's way.
      visibilityTimeout: Duration.seconds(timeout.toSeconds() * 2),
      deadLetterQueue: { queue: this.orderedFailing, maxReceiveCount: 5 },
    });
  }
}
