import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Bundles } from '../shared/Bundles.ts';
import { CapabilityStack } from '../shared/CapabilityStack.ts';
import { LambdaFunction } from '../shared/LambdaFunction.ts';
import { may } from '../shared/may.ts';
import type { StorageStack } from '../storage/StorageStack.ts';
import { AdminTopics } from './AdminTopics.ts';
import { DeadLetters } from './DeadLetters.ts';
import { KeptQueues } from './KeptQueues.ts';
import { Schedules } from './Schedules.ts';
import { WorkQueue } from './WorkQueue.ts';
import { WorkQueues } from './WorkQueues.ts';

export interface MessagingStackProps {
  readonly bundles: Bundles;
  readonly storage: StorageStack;
}

/** Work that waits, in queues and schedules, and what could not be done. */
export class MessagingStack extends CapabilityStack {
  readonly queues: WorkQueues;
  readonly deadLetters: DeadLetters;
  /** Answers that came before the ledger knew the push. `feedback` looks at them again after a minute. */
  readonly answers: WorkQueue;
  readonly schedules: Schedules;
  readonly topics: AdminTopics;
  readonly kept: KeptQueues;
  /**
   * Hands over what subscribers did not take. It is here for its role, which the policies of subscribers name: it must
   * stay what it is.
   */
  readonly redeliverToSubscriber: LambdaFunction;

  constructor(scope: Construct, id: string, { bundles, storage }: MessagingStackProps) {
    super(scope, id, 'queues and schedules');
    this.queues = new WorkQueues(this, 'Work');
    this.deadLetters = new DeadLetters(this, 'DeadLetters');
    this.answers = new WorkQueue(this, 'Answers', {
      variable: 'ANSWERS_QUEUE_URL',
      // Its row is there by then, if it is ours.
      deliveryDelay: Duration.minutes(1),
      visibilityTimeout: Duration.minutes(3),
      deadLetterQueue: { queue: this.deadLetters.unexplained, maxReceiveCount: 3 },
    });
    this.schedules = new Schedules(this, 'Schedules', {
      prompt: this.queues.prompt,
      deadLetters: this.deadLetters.unscheduled,
    });
    this.topics = new AdminTopics(this, 'Topics');
    this.kept = new KeptQueues(this);
    this.redeliverToSubscriber = new LambdaFunction(this, 'redeliverToSubscriber', {
      bundles,
      grants: [may(storage.topics, 'get'), may(this.kept, 'find', 'count', 'receive', 'remove', 'release')],
      // AppSync ends a request after 30 seconds. It answers within 18.
      timeout: Duration.seconds(24),
    });
    this.topics.letHandOnTo(this.queues.fromTopics);
    this.topics.letHandOnTo(this.queues.orderedGivenUp);
    this.topics.letKeepIn(this.queues.notPushed);
  }
}
