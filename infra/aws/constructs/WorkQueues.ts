import { Duration } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
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
  }
}
