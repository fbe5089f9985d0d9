import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { type Grant, type Usable, usable } from '../shared/may.ts';

const actions = {
  publish: 'sns:Publish',
  create: 'sns:CreateTopic',
  delete: 'sns:DeleteTopic',
  subscribe: 'sns:Subscribe',
  unsubscribe: 'sns:Unsubscribe',
  configureSubscription: 'sns:SetSubscriptionAttributes',
  readSubscription: 'sns:GetSubscriptionAttributes',
};

export type AdminTopicsVerb = keyof typeof actions;

/** The SNS topics that admins make. Their names begin alike, so one grant covers all of them and nothing else. */
export class AdminTopics implements Usable<AdminTopicsVerb> {
  /** What the topics' ARNs begin with, up to the id. */
  readonly arnPrefix: string;

  /** `installation`: begins their names, so that installations in one account keep apart. */
  constructor(scope: Construct, installation: string) {
    this.arnPrefix = Stack.of(scope).formatArn({ service: 'sns', resource: `${installation}-topic-` });
  }

  permit(verbs: readonly AdminTopicsVerb[]): Grant {
    const becauseOfPattern = 'Admins make topics. Their names begin alike.';
    return usable({ actions, resources: [`${this.arnPrefix}*`], becauseOfPattern }).permit(verbs);
  }

  /** Lets the FIFO topics send to a FIFO queue. */
  letHandOnTo(queue: Queue): void {
    queue.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('sns.amazonaws.com')],
        actions: ['sqs:SendMessage'],
        resources: [queue.queueArn],
        conditions: { ArnLike: { 'aws:SourceArn': `${this.arnPrefix}*.fifo` } },
      }),
    );
  }
}
