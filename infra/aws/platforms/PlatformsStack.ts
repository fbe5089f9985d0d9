import { Annotations, Duration } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import type { PushPlatform } from '../../../schema/generated/types.ts';
import type { Settings } from '../settings/readSettings.ts';
import type { Bundles } from '../shared/Bundles.ts';
import { CapabilityStack } from '../shared/CapabilityStack.ts';
import { LambdaFunction } from '../shared/LambdaFunction.ts';
import { may, type Usable, usable } from '../shared/may.ts';
import { DeletedPlatformApplication } from './DeletedPlatformApplication.ts';
import { Endpoints } from './Endpoints.ts';
import { FailuresTopic } from './FailuresTopic.ts';
import { PlatformApplication } from './PlatformApplication.ts';
import { allPlatforms, type PlatformNames, platformNames } from './platformNames.ts';

export interface PlatformsStackProps
  extends Pick<Settings, 'platformSecrets' | 'deletePlatforms' | 'credentialsRevision'> {
  readonly bundles: Bundles;
}

/** The push services: an SNS platform application each, what it reports, and where. */
export class PlatformsStack extends CapabilityStack {
  /** The platform applications themselves. */
  readonly applications: Usable<'createEndpoint'>;
  /** The devices' endpoints. */
  readonly endpoints: Endpoints;
  /** The platforms of the settings. */
  readonly offered: readonly PushPlatform[];
  readonly deliveryLogs: readonly LogGroup[];
  /** Where SNS says that a delivery failed for good. */
  readonly failures: Topic;

  constructor(scope: Construct, id: string, props: PlatformsStackProps) {
    super(scope, id, 'push services');
    const { bundles, deletePlatforms } = props;
    const names = Object.fromEntries(
      allPlatforms.map((platform) => [platform, platformNames(this, platform)]),
    ) as Record<PushPlatform, PlatformNames>;
    this.failures = new FailuresTopic(this, 'Failures');
    const logging = new Role(this, 'DeliveryStatusLogging', { assumedBy: new ServicePrincipal('sns.amazonaws.com') });
    const passRole = usable({ actions: { pass: 'iam:PassRole' }, resources: [logging.roleArn] });
    const provider = new LambdaFunction(this, 'platformApplication', {
      bundles,
      grants: [may(passRole, 'pass')],
      timeout: Duration.seconds(60),
    });
    const applications = this.#applications(props, { names, provider, failures: this.failures, logging });
    for (const platform of deletePlatforms) {
      new DeletedPlatformApplication(this, platform, { names: names[platform], provider });
    }
    this.#tellOfKept(props, names);
    this.deliveryLogs = applications.flatMap(({ deliveryLogs }) => deliveryLogs);
    this.applications = usable({
      actions: { createEndpoint: 'sns:CreatePlatformEndpoint' },
      resources: applications.map(({ arn }) => arn),
      environment: Object.fromEntries(
        applications.map(({ platform, arn }) => [`PLATFORM_APPLICATION_${platform}`, arn]),
      ),
    });
    this.offered = applications.map(({ platform }) => platform);
    this.endpoints = new Endpoints({ offered: this.offered, names });
  }

  #applications(
    { platformSecrets, credentialsRevision }: PlatformsStackProps,
    { names, ...around }: Shared,
  ): readonly PlatformApplication[] {
    return (Object.entries(platformSecrets) as [PushPlatform, string][]).map(
      ([platform, secretName]) =>
        new PlatformApplication(this, platform, {
          platform,
          names: names[platform],
          secretName,
          credentialsRevision,
          ...around,
        }),
    );
  }

  /** A deployment does not know what the one before had, so it tells of every platform that may have been there. */
  #tellOfKept({ platformSecrets, deletePlatforms }: PlatformsStackProps, names: Shared['names']): void {
    for (const platform of allPlatforms) {
      if (platform in platformSecrets || deletePlatforms.includes(platform)) continue;
      Annotations.of(this).addInfo(
        `${platform} is not in heliograph:platformSecrets. If it was, its platform application ${names[platform].name} ` +
          `stays in SNS with the endpoints of its devices. heliograph:deletePlatforms=${platform} deletes them for good.`,
      );
    }
  }
}

interface Shared {
  readonly names: Readonly<Record<PushPlatform, PlatformNames>>;
  readonly provider: LambdaFunction;
  readonly failures: Topic;
  readonly logging: Role;
}
