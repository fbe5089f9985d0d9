import { Stack } from 'aws-cdk-lib';
import { type IGrantable, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { LambdaFunction } from './LambdaFunction.ts';
import type { Storage } from './Storage.ts';

export interface TopicsProps {
  readonly bundles: string;
  readonly storage: Storage;
}

/** The topics that admins make: named for their ids, so that one grant covers all of them and nothing else. */
export class Topics extends Construct {
  readonly createOrDeleteTopic: LambdaFunction;
  readonly applySubscriber: LambdaFunction;
  readonly readSubscriberStates: LambdaFunction;
  /** What the topics' ARNs begin with, up to the id. */
  readonly arnPrefix: string;

  constructor(scope: Construct, id: string, { bundles, storage }: TopicsProps) {
    super(scope, id);
    const stack = Stack.of(this);
    this.arnPrefix = stack.formatArn({ service: 'sns', resource: `${stack.stackName}-topic-` });
    this.createOrDeleteTopic = new LambdaFunction(this, 'CreateOrDeleteTopic', {
      name: 'createOrDeleteTopic',
      bundles,
      environment: { TOPICS_TABLE: storage.topics.tableName, TOPIC_ARN_PREFIX: this.arnPrefix },
    });
    this.createOrDeleteTopic.addToRolePolicy(
      new PolicyStatement({
        actions: ['dynamodb:GetItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem', 'dynamodb:Query'],
        resources: [storage.topics.tableArn],
      }),
    );
    this.grant(this.createOrDeleteTopic, 'sns:CreateTopic', 'sns:DeleteTopic');

    this.applySubscriber = new LambdaFunction(this, 'ApplySubscriber', {
      name: 'applySubscriber',
      bundles,
      environment: { TOPICS_TABLE: storage.topics.tableName },
    });
    this.applySubscriber.addToRolePolicy(
      new PolicyStatement({
        actions: ['dynamodb:GetItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem'],
        resources: [storage.topics.tableArn],
      }),
    );
    this.grant(this.applySubscriber, 'sns:Subscribe', 'sns:Unsubscribe', 'sns:SetSubscriptionAttributes');

    this.readSubscriberStates = new LambdaFunction(this, 'ReadSubscriberStates', {
      name: 'readSubscriberStates',
      bundles,
    });
    this.grant(this.readSubscriberStates, 'sns:GetSubscriptionAttributes');
  }

  /** Has every FIFO topic, from when it is made, hand its messages on to this FIFO queue. */
  handOnTo(queue: Queue): void {
    this.createOrDeleteTopic.addEnvironment('FROM_TOPICS_QUEUE_ARN', queue.queueArn);
    this.grant(this.createOrDeleteTopic, 'sns:Subscribe');
    queue.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('sns.amazonaws.com')],
        actions: ['sqs:SendMessage'],
        resources: [queue.queueArn],
        conditions: { ArnLike: { 'aws:SourceArn': `${this.arnPrefix}*.fifo` } },
      }),
    );
  }

  /** Lets a function do these actions on the topics and their subscriptions. */
  grant(grantee: IGrantable, ...actions: readonly string[]): void {
    grantee.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({ actions: [...actions], resources: [`${this.arnPrefix}*`] }),
    );
  }
}
