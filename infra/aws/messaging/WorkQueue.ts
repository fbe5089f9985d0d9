import type { QueueProps } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { FunctionVariable } from '../../../functions/rules/environmentNames.ts';
import { EncryptedQueue } from '../shared/EncryptedQueue.ts';
import { type Grant, type Usable, usable } from '../shared/may.ts';

const actions = {
  send: 'sqs:SendMessage',
  /** Has a message come again later, or sooner. */
  postpone: 'sqs:ChangeMessageVisibility',
};

export type WorkQueueVerb = keyof typeof actions;

export interface WorkQueueProps extends QueueProps {
  /** The variable by which functions know its URL. */
  readonly variable: FunctionVariable;
}

/** A queue that functions write to. */
export class WorkQueue extends EncryptedQueue implements Usable<WorkQueueVerb> {
  readonly #variable: FunctionVariable;

  constructor(scope: Construct, id: string, { variable, ...props }: WorkQueueProps) {
    super(scope, id, props);
    this.#variable = variable;
  }

  permit(verbs: readonly WorkQueueVerb[]): Grant {
    const environment = { [this.#variable]: this.queueUrl };
    return usable({ actions, resources: [this.queueArn], environment }).permit(verbs);
  }
}
