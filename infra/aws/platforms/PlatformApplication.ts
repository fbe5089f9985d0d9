import { CustomResource, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { snsPlatforms } from '../../../functions/rules/platforms/credentialAttributes.ts';
import type { PushPlatform } from '../../../schema/generated/types.ts';
import type { LambdaFunction } from '../shared/LambdaFunction.ts';

export interface PlatformApplicationProps {
  readonly platform: PushPlatform;
  readonly name: string;
  /** Secrets Manager's name of the credentials. */
  readonly secretName: string;
  /** Change it to have the credentials read again. */
  readonly credentialsRevision: string;
  /** The function that makes it: CloudFormation has no type for it. */
  readonly provider: LambdaFunction;
  /** Where SNS says that a delivery failed for good. */
  readonly failures: Topic;
  /** The role by which SNS writes the delivery-status logs. */
  readonly logging: Role;
}

/** A push service at SNS, and the logs of what it answers. */
export class PlatformApplication extends Construct {
  readonly platform: PushPlatform;
  readonly arn: string;
  /** ARNs of its devices' endpoints, as a pattern. */
  readonly endpointArns: string;
  /** A group for what the push service took and one for what it refused. */
  readonly deliveryLogs: readonly LogGroup[];

  constructor(scope: Construct, id: string, props: PlatformApplicationProps) {
    super(scope, id);
    const { platform, name, failures, logging, provider } = props;
    const resourceName = `${snsPlatforms[platform]}/${name}`;
    this.platform = platform;
    this.endpointArns = Stack.of(this).formatArn({
      service: 'sns',
      resource: 'endpoint',
      resourceName: `${resourceName}/*`,
    });
    this.deliveryLogs = [this.#log('Log', resourceName), this.#log('LogFailure', `${resourceName}/Failure`)];
    for (const log of this.deliveryLogs) {
      log.grant(logging, 'logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents');
    }
    this.#letManage(provider, props.secretName, resourceName);
    const application = new CustomResource(this, 'Application', {
      serviceToken: provider.functionArn,
      resourceType: 'Custom::PlatformApplication',
      // It holds the endpoints of all devices.
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
      properties: {
        Name: name,
        Platform: platform,
        SecretId: props.secretName,
        CredentialsRevision: props.credentialsRevision,
        Attributes: {
          EventDeliveryFailure: failures.topicArn,
          SuccessFeedbackRoleArn: logging.roleArn,
          FailureFeedbackRoleArn: logging.roleArn,
          // Every delivery has a ledger entry, so every answer of the push service is needed.
          SuccessFeedbackSampleRate: '100',
        },
      },
    });
    application.node.addDependency(provider, logging, failures);
    this.arn = application.ref;
  }

  #log(id: string, resourceName: string): LogGroup {
    const { region, account } = Stack.of(this);
    return new LogGroup(this, id, {
      logGroupName: `sns/${region}/${account}/app/${resourceName}`,
      // They hold push tokens, so they are kept no longer than it takes to look into a failure.
      retention: RetentionDays.ONE_WEEK,
      removalPolicy: RemovalPolicy.DESTROY,
    });
  }

  #letManage(provider: LambdaFunction, secretName: string, resourceName: string): void {
    Secret.fromSecretNameV2(this, 'Credentials', secretName).grantRead(provider);
    provider.addToRolePolicy(
      // SNS checks it on `app/`, before there is a name.
      new PolicyStatement({ actions: ['sns:CreatePlatformApplication'], resources: ['*'] }),
    );
    provider.addToRolePolicy(
      new PolicyStatement({
        actions: ['sns:SetPlatformApplicationAttributes', 'sns:DeletePlatformApplication'],
        resources: [Stack.of(this).formatArn({ service: 'sns', resource: 'app', resourceName })],
      }),
    );
  }
}
