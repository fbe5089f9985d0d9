import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { Installation } from '../shared/Installation.ts';
import { type Grant, giveGrants, may, type Usable, usable } from '../shared/may.ts';
import { TopicsKey } from './TopicsKey.ts';

const actions = {
  publish: 'sns:Publish',
  create: 'sns:CreateTopic',
  configure: 'sns:SetTopicAttributes',
  tag: 'sns:TagResource',
  delete: 'sns:DeleteTopic',
  subscribe: 'sns:Subscribe',
  unsubscribe: 'sns:Unsubscribe',
  configureSubscription: 'sns:SetSubscriptionAttributes',
  readSubscription: 'sns:GetSubscriptionAttributes',
  listSubscriptions: 'sns:ListSubscriptionsByTopic',
};

export type AdminTopicsVerb = keyof typeof actions;

const logActions = {
  createGroup: 'logs:CreateLogGroup',
  createStream: 'logs:CreateLogStream',
  write: 'logs:PutLogEvents',
  retain: 'logs:PutRetentionPolicy',
  watch: 'logs:PutSubscriptionFilter',
  tag: 'logs:TagResource',
};

/** The SNS topics that admins make. Their names begin alike, so one grant covers all of them and nothing else. */
export class AdminTopics extends Construct implements Usable<AdminTopicsVerb> {
  /** What the topics' ARNs begin with, up to the id. */
  readonly arnPrefix: string;
  /** Encrypts their messages. */
  readonly key: TopicsKey;
  /** The log groups of their deliveries. */
  readonly logs: Usable<keyof typeof logActions>;
  /** A pattern of these groups' ARNs, as CloudWatch Logs states them. */
  readonly logArns: string;
  /** The role by which SNS logs deliveries to their subscribers. */
  readonly logging: Role;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const stack = Stack.of(this);
    const installation = Installation.of(this).id;
    this.arnPrefix = stack.formatArn({ service: 'sns', resource: `${installation}-topic-` });
    this.key = new TopicsKey(this, 'Key', { topicArns: `${this.arnPrefix}*` });
    const group = `log-group:sns/${stack.region}/${stack.account}/${installation}-topic-*`;
    this.logArns = stack.formatArn({ service: 'logs', resource: group });
    this.logs = usable({
      actions: logActions,
      resources: [this.logArns],
      becauseOfPattern: 'SNS names them for the topics that admins make.',
    });
    this.logging = new Role(this, 'Logging', { assumedBy: new ServicePrincipal('sns.amazonaws.com') });
    giveGrants(this.logging, [may(this.logs, 'createGroup', 'createStream', 'write')]);
  }

  permit(verbs: readonly AdminTopicsVerb[]): Grant {
    const becauseOfPattern = 'Admins make topics. Their names begin alike.';
    const grant = usable({ actions, resources: [`${this.arnPrefix}*`], becauseOfPattern }).permit(verbs);
    // SNS encrypts a message for its publisher.
    const encrypting = verbs.includes('publish') ? may(this.key, 'encrypt', 'decrypt').statements : [];
    return { ...grant, statements: [...grant.statements, ...encrypting] };
  }

  /** Lets the FIFO topics send to a FIFO queue. */
  letHandOnTo(queue: Queue): void {
    this.#letSend(queue, `${this.arnPrefix}*.fifo`);
  }

  /** Lets all topics keep in a queue what phones do not get. */
  letKeepIn(queue: Queue): void {
    this.#letSend(queue, `${this.arnPrefix}*`);
  }

  #letSend(queue: Queue, topicArns: string): void {
    queue.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('sns.amazonaws.com')],
        actions: ['sqs:SendMessage'],
        resources: [queue.queueArn],
        conditions: { ArnLike: { 'aws:SourceArn': topicArns } },
      }),
    );
  }
}
