import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { Installation } from '../shared/Installation.ts';

/** Where SNS says that a delivery failed for good. */
export class FailuresTopic extends Topic {
  constructor(scope: Construct, id: string) {
    // SNS itself publishes to this topic, which it may not do under the key that AWS manages for it.
    const key = new Key(scope, `${id}Key`, {
      description: 'Failed push deliveries',
      enableKeyRotation: true,
      removalPolicy: Installation.of(scope).removalPolicy,
    });
    key.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('sns.amazonaws.com')],
        actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
        resources: ['*'],
      }),
    );
    super(scope, id, { displayName: 'Failed push deliveries', masterKey: key });
  }
}
