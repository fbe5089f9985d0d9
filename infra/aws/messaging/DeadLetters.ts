import { Duration } from 'aws-cdk-lib';
import type { Queue, QueueProps } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { PlaceName } from '../../redrive/places.ts';
import { acknowledge } from '../shared/acknowledge.ts';
import { DeadLetterQueue, EncryptedQueue } from '../shared/EncryptedQueue.ts';
import type { WorkQueues } from './WorkQueues.ts';

/** Some of it holds push tokens: kept as long as the delivery-status logs are. */
const withTokens: QueueProps = { retentionPeriod: Duration.days(7) };

/** What functions behind streams, schedules, logs and topics could not do: pointers to records, or the events. */
export class DeadLetters extends Construct {
  /** Dispatches of messages whose schedules could not send them. */
  readonly unscheduled: Queue;
  /** Accepted messages that were not dispatched. */
  readonly undispatched: Queue;
  /** Changes of deliveries that were not counted. */
  readonly uncounted: Queue;
  /** Changes of devices that SNS was not told of. */
  readonly unreleased: Queue;
  /** Changes of devices that clients were not told of. */
  readonly unreported: Queue;
  /** Acts of the audit log that were not copied. */
  readonly uncopied: Queue;
  /** Feedback on publications that the ledger never knew. */
  readonly unexplained: Queue;
  /** Feedback in a form or with a reason that this version does not know. */
  readonly misunderstood: Queue;
  /** Log entries of deliveries to subscribers that were not noted. */
  readonly unwatched: Queue;
  /** Runs that recurring schedules missed: of the schedule itself, and of the function that it invokes. */
  readonly missed: Queue;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.unscheduled = new DeadLetterQueue(this, 'Unscheduled');
    this.undispatched = new DeadLetterQueue(this, 'Undispatched');
    this.uncounted = new DeadLetterQueue(this, 'Uncounted');
    this.unreleased = new DeadLetterQueue(this, 'Unreleased');
    this.unreported = new DeadLetterQueue(this, 'Unreported');
    this.uncopied = new DeadLetterQueue(this, 'Uncopied');
    // A queue leads to it too, so cdk-nag knows it for what it is.
    this.unexplained = new EncryptedQueue(this, 'Unexplained', withTokens);
    acknowledge(this.unexplained, 'Serverless-SQSRedrivePolicy', 'Nothing reads it but people: an alarm tells them.');
    this.misunderstood = new DeadLetterQueue(this, 'Misunderstood', withTokens);
    this.unwatched = new DeadLetterQueue(this, 'Unwatched', withTokens);
    this.missed = new DeadLetterQueue(this, 'Missed');
  }

  /** Returns every dead-letter place of the app, those of the work queues too. */
  places({ givenUp, orderedGivenUp, unpushed }: WorkQueues): Readonly<Record<PlaceName, Queue>> {
    return {
      GivenUp: givenUp,
      OrderedGivenUp: orderedGivenUp,
      Unpushed: unpushed,
      Unscheduled: this.unscheduled,
      Undispatched: this.undispatched,
      Uncounted: this.uncounted,
      Unreleased: this.unreleased,
      Unreported: this.unreported,
      Uncopied: this.uncopied,
      Unexplained: this.unexplained,
      Misunderstood: this.misunderstood,
      Unwatched: this.unwatched,
      Missed: this.missed,
    };
  }
}
