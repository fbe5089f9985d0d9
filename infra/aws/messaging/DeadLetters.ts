import { Duration } from 'aws-cdk-lib';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { DeadLetterQueue } from '../shared/EncryptedQueue.ts';

/** What functions behind streams, logs and topics could not do: pointers to records, or the events. */
export class DeadLetters extends Construct {
  /** Accepted messages that were not dispatched. */
  readonly undispatched: Queue;
  /** Changes of deliveries that were not counted. */
  readonly uncounted: Queue;
  /** Changes of devices that SNS was not told of. */
  readonly unreleased: Queue;
  /** Feedback on publications that the ledger never knew. */
  readonly unexplained: Queue;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.undispatched = new DeadLetterQueue(this, 'Undispatched');
    this.uncounted = new DeadLetterQueue(this, 'Uncounted');
    this.unreleased = new DeadLetterQueue(this, 'Unreleased');
    // Log batches among it hold push tokens: kept as long as the logs are.
    this.unexplained = new DeadLetterQueue(this, 'Unexplained', { retentionPeriod: Duration.days(7) });
  }
}
