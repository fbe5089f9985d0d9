import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { Installation } from '../shared/Installation.ts';
import { type Grant, type Usable, usable } from '../shared/may.ts';

const actions = { encrypt: 'kms:GenerateDataKey', decrypt: 'kms:Decrypt' };

export type TopicsKeyVerb = keyof typeof actions;

export interface TopicsKeyProps {
  /** A pattern of the topics that SNS may use the key for. */
  readonly topicArns: string;
}

/**
 * The key of the topics that admins make. Publishers encrypt with it (`may`). SNS may too, for the topics, so that a
 * subscribed queue can be encrypted with the same key.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
 */
export class TopicsKey extends Key implements Usable<TopicsKeyVerb> {
  constructor(scope: Construct, id: string, { topicArns }: TopicsKeyProps) {
    super(scope, id, {
      description: 'Messages of topics',
      enableKeyRotation: true,
      removalPolicy: Installation.of(scope).removalPolicy,
    });
    this.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('sns.amazonaws.com')],
        actions: Object.values(actions),
        resources: ['*'],
        conditions: { ArnLike: { 'aws:SourceArn': topicArns } },
      }),
    );
  }

  permit(verbs: readonly TopicsKeyVerb[]): Grant {
    return usable({ actions, resources: [this.keyArn] }).permit(verbs);
  }
}
