import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import type { PushPlatform } from '../../../schema/generated/types.ts';
import type { Settings } from '../readSettings.ts';
import type { Bundles } from '../shared/Bundles.ts';
import { CapabilityStack } from '../shared/CapabilityStack.ts';
import { LambdaFunction } from '../shared/LambdaFunction.ts';
import { may, type Usable, usable } from '../shared/may.ts';
import { Endpoints } from './Endpoints.ts';
import { FailuresTopic } from './FailuresTopic.ts';
import { PlatformApplication } from './PlatformApplication.ts';

export interface PlatformsStackProps extends Pick<Settings, 'platformSecrets' | 'credentialsRevision'> {
  readonly bundles: Bundles;
  /** Begins the names of the platform applications. */
  readonly installation: string;
}

/** The push services: an SNS platform application each, what it reports, and where. */
export class PlatformsStack extends CapabilityStack {
  /** The platform applications themselves. */
  readonly applications: Usable<'createEndpoint'>;
  /** The devices' endpoints. */
  readonly endpoints: Endpoints;
  readonly deliveryLogs: readonly LogGroup[];
  /** Where SNS says that a delivery failed for good. */
  readonly failures: Topic;

  constructor(scope: Construct, id: string, props: PlatformsStackProps) {
    super(scope, id, 'push services');
    const { bundles, installation, platformSecrets, credentialsRevision } = props;
    const failures = new FailuresTopic(this, 'Failures');
    const logging = new Role(this, 'DeliveryStatusLogging', { assumedBy: new ServicePrincipal('sns.amazonaws.com') });
    const passRole = usable({ actions: { pass: 'iam:PassRole' }, resources: [logging.roleArn] });
    const provider = new LambdaFunction(this, 'platformApplication', { bundles, grants: [may(passRole, 'pass')] });
    const applications = (Object.entries(platformSecrets) as [PushPlatform, string][]).map(
      ([platform, secretName]) =>
        new PlatformApplication(this, platform, {
          platform,
          name: `${installation}-${platform}`,
          secretName,
          credentialsRevision,
          provider,
          failures,
          logging,
        }),
    );
    this.failures = failures;
    this.deliveryLogs = applications.flatMap(({ deliveryLogs }) => deliveryLogs);
    this.applications = usable({
      actions: { createEndpoint: 'sns:CreatePlatformEndpoint' },
      resources: applications.map(({ arn }) => arn),
      environment: Object.fromEntries(
        applications.map(({ platform, arn }) => [`PLATFORM_APPLICATION_${platform}`, arn]),
      ),
    });
    this.endpoints = new Endpoints(applications);
  }
}
