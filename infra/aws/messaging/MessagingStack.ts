import type { Construct } from 'constructs';
import { CapabilityStack } from '../shared/CapabilityStack.ts';
import { AdminTopics } from './AdminTopics.ts';
import { DeadLetters } from './DeadLetters.ts';
import { KeptQueues } from './KeptQueues.ts';
import { Schedules } from './Schedules.ts';
import { WorkQueues } from './WorkQueues.ts';

export interface MessagingStackProps {
  /** Begins the names of topics. */
  readonly installation: string;
}

/** Work that waits, in queues and schedules, and what could not be done. */
export class MessagingStack extends CapabilityStack {
  readonly queues: WorkQueues;
  readonly deadLetters: DeadLetters;
  readonly schedules: Schedules;
  readonly topics: AdminTopics;
  readonly kept: KeptQueues;

  constructor(scope: Construct, id: string, { installation }: MessagingStackProps) {
    super(scope, id, 'queues and schedules');
    this.queues = new WorkQueues(this, 'Work');
    this.deadLetters = new DeadLetters(this, 'DeadLetters');
    this.schedules = new Schedules(this, 'Schedules', {
      prompt: this.queues.prompt,
      deadLetters: this.deadLetters.unscheduled,
    });
    this.topics = new AdminTopics(this, 'Topics', { installation });
    this.kept = new KeptQueues(this, installation);
    this.topics.letHandOnTo(this.queues.fromTopics);
    this.topics.letHandOnTo(this.queues.orderedGivenUp);
  }
}
