import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { Installation } from '../shared/Installation.ts';
import { type Grant, type Usable, usable } from '../shared/may.ts';

const actions = {
  create: 'sqs:CreateQueue',
  tag: 'sqs:TagQueue',
  find: 'sqs:GetQueueUrl',
  delete: 'sqs:DeleteQueue',
  count: 'sqs:GetQueueAttributes',
  receive: 'sqs:ReceiveMessage',
  remove: 'sqs:DeleteMessage',
  release: 'sqs:ChangeMessageVisibility',
};

export type KeptQueuesVerb = keyof typeof actions;

/** The queues for what subscribers of topics did not take: one for each subscriber, made when an admin adds it. */
export class KeptQueues implements Usable<KeptQueuesVerb> {
  /** What the queues' ARNs begin with. */
  readonly #arnPrefix: string;

  constructor(scope: Construct) {
    const name = `${Installation.of(scope).id}-kept-`;
    this.#arnPrefix = Stack.of(scope).formatArn({ service: 'sqs', resource: name });
  }

  permit(verbs: readonly KeptQueuesVerb[]): Grant {
    const becauseOfPattern = 'Each subscriber that admins add has a queue of its own. Their names begin alike.';
    const environment = { KEPT_QUEUE_ARN_PREFIX: this.#arnPrefix };
    return usable({ actions, resources: [`${this.#arnPrefix}*`], becauseOfPattern, environment }).permit(verbs);
  }
}
