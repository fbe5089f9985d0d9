import { CustomResource, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { type IGrantable, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { snsPlatforms } from '../../../functions/rules/platforms/credentialAttributes.ts';
import type { PushPlatform } from '../../../schema/generated/types.ts';
import { LambdaFunction } from './LambdaFunction.ts';

export interface PlatformApplicationsProps {
  readonly bundles: string;
  /** Secrets Manager's name of each platform's credentials; a platform left out is not offered. */
  readonly secretNames: Readonly<Partial<Record<PushPlatform, string>>>;
  /** Change it to have the credentials read again. */
  readonly credentialsRevision: string;
}

/** The push services: an SNS platform application each, what it reports, and where. */
export class PlatformApplications extends Construct {
  /** Application ARNs by platform. */
  readonly arns: Readonly<Partial<Record<PushPlatform, string>>>;
  /** Delivery-status logs: a group for what the push service took and one for what it refused, per application. */
  readonly deliveryLogs: readonly LogGroup[];
  /** Where SNS says that a delivery failed for good. */
  readonly failures: Topic;

  constructor(scope: Construct, id: string, props: PlatformApplicationsProps) {
    super(scope, id);
    const stack = Stack.of(this);
    // SNS itself publishes to this topic, which it may not do under the key that AWS manages for it.
    const key = new Key(this, 'FailuresKey', { description: 'Failed push deliveries', enableKeyRotation: true });
    key.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('sns.amazonaws.com')],
        actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
        resources: ['*'],
      }),
    );
    this.failures = new Topic(this, 'Failures', { displayName: 'Failed push deliveries', masterKey: key });
    const logging = new Role(this, 'DeliveryStatusLogging', { assumedBy: new ServicePrincipal('sns.amazonaws.com') });
    const provider = new LambdaFunction(this, 'Provider', { name: 'platformApplication', bundles: props.bundles });

    const arns: Partial<Record<PushPlatform, string>> = {};
    const deliveryLogs: LogGroup[] = [];
    for (const [platform, secretName] of Object.entries(props.secretNames) as [PushPlatform, string][]) {
      const snsPlatform = snsPlatforms[platform];
      const name = `${stack.stackName}-${platform}`;
      const arn = stack.formatArn({ service: 'sns', resource: 'app', resourceName: `${snsPlatform}/${name}` });
      const secret = Secret.fromSecretNameV2(this, `${platform}Credentials`, secretName);
      secret.grantRead(provider);
      provider.addToRolePolicy(
        new PolicyStatement({
          actions: [
            'sns:CreatePlatformApplication',
            'sns:SetPlatformApplicationAttributes',
            'sns:DeletePlatformApplication',
          ],
          resources: [arn],
        }),
      );
      for (const suffix of ['', '/Failure']) {
        const logGroup = new LogGroup(this, `${platform}Log${suffix.slice(1)}`, {
          logGroupName: `sns/${stack.region}/${stack.account}/app/${snsPlatform}/${name}${suffix}`,
          // They hold push tokens, so they are kept no longer than it takes to look into a failure.
          retention: RetentionDays.ONE_WEEK,
          removalPolicy: RemovalPolicy.DESTROY,
        });
        deliveryLogs.push(logGroup);
        logGroup.grant(logging, 'logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents');
      }
      const application = new CustomResource(this, platform, {
        serviceToken: provider.functionArn,
        resourceType: 'Custom::PlatformApplication',
        properties: {
          Name: name,
          Platform: platform,
          SecretId: secretName,
          CredentialsRevision: props.credentialsRevision,
          Attributes: {
            EventDeliveryFailure: this.failures.topicArn,
            SuccessFeedbackRoleArn: logging.roleArn,
            FailureFeedbackRoleArn: logging.roleArn,
            // Every delivery has a ledger entry, so every answer of the push service is needed.
            SuccessFeedbackSampleRate: '100',
          },
        },
      });
      application.node.addDependency(provider, logging, this.failures);
      arns[platform] = application.ref;
    }
    provider.addToRolePolicy(new PolicyStatement({ actions: ['iam:PassRole'], resources: [logging.roleArn] }));
    this.arns = arns;
    this.deliveryLogs = deliveryLogs;
  }

  /** The environment of a function that works with the applications. */
  get environment(): Record<string, string> {
    return Object.fromEntries(
      Object.entries(this.arns).map(([platform, arn]) => [`PLATFORM_APPLICATION_${platform}`, arn]),
    );
  }

  /** Lets a function do these actions on the applications themselves. */
  grantApplications(grantee: IGrantable, ...actions: readonly string[]): void {
    grantee.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({ actions: [...actions], resources: Object.values(this.arns) }),
    );
  }

  /** Lets a function do these actions on the applications' endpoints. */
  grantEndpoints(grantee: IGrantable, ...actions: readonly string[]): void {
    const stack = Stack.of(this);
    const resources = (Object.keys(this.arns) as PushPlatform[]).map((platform) =>
      stack.formatArn({
        service: 'sns',
        resource: 'endpoint',
        resourceName: `${snsPlatforms[platform]}/${stack.stackName}-${platform}/*`,
      }),
    );
    grantee.grantPrincipal.addToPrincipalPolicy(new PolicyStatement({ actions: [...actions], resources }));
  }
}
