import { Duration } from 'aws-cdk-lib';
import { FilterCriteria, FilterRule } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { BreakerSettings } from '../../../functions/rules/breaker/BreakerSettings.ts';
import { platformKey } from '../../../functions/rules/keys.ts';
import type { ApiStack } from '../api/ApiStack.ts';
import { recordActs } from '../audit/recordActs.ts';
import type { MessagingStack } from '../messaging/MessagingStack.ts';
import { SUCCESS_SAMPLE_RATE } from '../platforms/PlatformApplication.ts';
import type { PlatformsStack } from '../platforms/PlatformsStack.ts';
import type { Bundles } from '../shared/Bundles.ts';
import { CapabilityStack } from '../shared/CapabilityStack.ts';
import { readStream } from '../shared/eventSources.ts';
import { FieldResolvers } from '../shared/FieldResolvers.ts';
import { LambdaFunction } from '../shared/LambdaFunction.ts';
import { may } from '../shared/may.ts';
import { Recurring } from '../shared/Recurring.ts';
import type { StepUpStack } from '../stepUp/StepUpStack.ts';
import type { StorageStack } from '../storage/StorageStack.ts';

export interface BreakerStackProps {
  readonly bundles: Bundles;
  readonly storage: StorageStack;
  readonly messaging: MessagingStack;
  readonly platforms: PlatformsStack;
  readonly api: ApiStack;
  readonly stepUp: StepUpStack;
  readonly breaker: BreakerSettings;
}

/** A breaker for each platform application: it holds deliveries while the push service fails. */
export class BreakerStack extends CapabilityStack {
  readonly fields: FieldResolvers<'breaker'>;

  constructor(scope: Construct, id: string, props: BreakerStackProps) {
    super(scope, id, 'breakers of the push services');
    const { bundles, storage, api, stepUp } = props;
    const { deliveries, platforms } = storage;
    this.#evaluatePlatforms(props);
    this.#reportPlatforms(props);
    this.fields = new FieldResolvers(this, 'Fields', {
      capability: 'breaker',
      bundles,
      api,
      dataSources: {
        readPlatforms: { table: platforms, grants: [may(platforms, 'query')] },
        writePlatforms: { table: platforms, grants: [may(platforms, 'update'), ...recordActs(storage)] },
        readHolds: { table: platforms, grants: [may(platforms, 'batchGet'), may(deliveries, 'batchGet')] },
      },
      steps: stepUp.fields.steps,
    });
  }

  /** Tells clients, the log and the metrics that a breaker opened or closed, by whichever hand. */
  #reportPlatforms({ bundles, storage, messaging, api }: BreakerStackProps): void {
    const reportPlatforms = new LambdaFunction(this, 'reportPlatforms', {
      bundles,
      grants: [may(api.mutation('reportPlatform'), 'call')],
      timeout: Duration.seconds(60),
    });
    readStream(reportPlatforms, storage.platforms, {
      batchSize: 10,
      retryAttempts: 3,
      deadLetters: messaging.deadLetters.unreported,
      filters: [
        FilterCriteria.filter({
          eventName: ['INSERT', 'MODIFY'],
          dynamodb: { Keys: { pk: { S: FilterRule.isEqual(platformKey('').pk) } } },
        }),
      ],
    });
  }

  #evaluatePlatforms({ bundles, storage, messaging, platforms, breaker }: BreakerStackProps): void {
    const { deliveries, devices } = storage;
    const evaluatePlatforms = new LambdaFunction(this, 'evaluatePlatforms', {
      bundles,
      grants: [may(storage.platforms, 'query', 'update'), may(deliveries, 'batchGet')],
      environment: {
        DEVICES_TABLE: devices.tableName,
        PUSH_PLATFORMS: platforms.offered.join(','),
        BREAKER_SETTINGS: JSON.stringify(breaker),
        SUCCESS_SAMPLE_RATE: `${SUCCESS_SAMPLE_RATE}`,
      },
      timeout: Duration.seconds(30),
    });
    const absence = 'Breakers neither open nor close.';
    new Recurring(this, 'Minute', { runs: evaluatePlatforms, minutes: 1, messaging, absence });
  }
}
