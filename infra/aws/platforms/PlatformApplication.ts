import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { PushPlatform } from '../../../schema/generated/types.ts';
import { Installation } from '../shared/Installation.ts';
import type { LambdaFunction } from '../shared/LambdaFunction.ts';
import { applicationResource } from './applicationResource.ts';
import type { PlatformNames } from './platformNames.ts';

/** Percent of the push service's acceptances that SNS logs. Every delivery has a ledger entry, so all are needed. */
export const SUCCESS_SAMPLE_RATE = 100;

export interface PlatformApplicationProps {
  readonly platform: PushPlatform;
  readonly names: PlatformNames;
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
  /** A group for what the push service took and one for what it refused. */
  readonly deliveryLogs: readonly LogGroup[];

  constructor(scope: Construct, id: string, props: PlatformApplicationProps) {
    super(scope, id);
    const { platform, names, secretName, credentialsRevision, failures, logging, provider } = props;
    this.platform = platform;
    this.deliveryLogs = [this.#log('Log', names.path), this.#log('LogFailure', `${names.path}/Failure`)];
    for (const log of this.deliveryLogs) {
      log.grant(logging, 'logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents');
    }
    this.#letManage(provider, secretName, names);
    const application = applicationResource(this, provider, {
      Arn: names.applicationArn,
      Name: names.name,
      Platform: platform,
      SecretId: secretName,
      CredentialsRevision: credentialsRevision,
      Attributes: {
        EventDeliveryFailure: failures.topicArn,
        SuccessFeedbackRoleArn: logging.roleArn,
        FailureFeedbackRoleArn: logging.roleArn,
        SuccessFeedbackSampleRate: `${SUCCESS_SAMPLE_RATE}`,
      },
    });
    application.node.addDependency(logging, failures);
    this.arn = application.getAttString('Arn');
  }

  #log(id: string, resourceName: string): LogGroup {
    const { region, account } = Stack.of(this);
    return new LogGroup(this, id, {
      logGroupName: `sns/${region}/${account}/app/${resourceName}`,
      retention: Installation.of(this).tokenLogRetention,
      removalPolicy: RemovalPolicy.DESTROY,
    });
  }

  #letManage(provider: LambdaFunction, secretName: string, { applicationArn }: PlatformNames): void {
    const { secretArn } = Secret.fromSecretNameV2(this, 'Credentials', secretName);
    provider.addToRolePolicy(
      // Secrets Manager ends an ARN with six characters of its own.
      new PolicyStatement({ actions: ['secretsmanager:GetSecretValue'], resources: [`${secretArn}-??????`] }),
    );
    provider.addToRolePolicy(
      // SNS checks it on `app/`, before there is a name.
      new PolicyStatement({ actions: ['sns:CreatePlatformApplication'], resources: ['*'] }),
    );
    provider.addToRolePolicy(
      new PolicyStatement({
        actions: ['sns:SetPlatformApplicationAttributes', 'sns:DeletePlatformApplication'],
        resources: [applicationArn],
      }),
    );
  }
}
