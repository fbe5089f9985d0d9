import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { BreakerSettings } from '../../../functions/rules/breaker/BreakerSettings.ts';
import type { MessagingStack } from '../messaging/MessagingStack.ts';
import { SUCCESS_SAMPLE_RATE } from '../platforms/PlatformApplication.ts';
import type { PlatformsStack } from '../platforms/PlatformsStack.ts';
import type { Bundles } from '../shared/Bundles.ts';
import { CapabilityStack } from '../shared/CapabilityStack.ts';
import { EveryMinute } from '../shared/EveryMinute.ts';
import { LambdaFunction } from '../shared/LambdaFunction.ts';
import { may } from '../shared/may.ts';
import type { StorageStack } from '../storage/StorageStack.ts';

export interface BreakerStackProps {
  readonly bundles: Bundles;
  readonly storage: StorageStack;
  readonly messaging: MessagingStack;
  readonly platforms: PlatformsStack;
  readonly breaker: BreakerSettings;
}

/** A breaker for each platform application: it holds deliveries while the push service fails. */
export class BreakerStack extends CapabilityStack {
  constructor(scope: Construct, id: string, props: BreakerStackProps) {
    super(scope, id, 'breakers of the push services');
    this.#evaluatePlatforms(props);
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
    const { schedules, deadLetters } = messaging;
    new EveryMinute(this, 'Minute', { runs: evaluatePlatforms, group: schedules.group, missed: deadLetters.missed });
  }
}
