import { Duration } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import type { ApiStack } from '../api/ApiStack.ts';
import type { DevicesStack } from '../devices/DevicesStack.ts';
import type { MessagingStack } from '../messaging/MessagingStack.ts';
import type { PlatformsStack } from '../platforms/PlatformsStack.ts';
import { RunbookAlarm } from '../shared/alarms/RunbookAlarm.ts';
import type { Bundles } from '../shared/Bundles.ts';
import { CapabilityStack } from '../shared/CapabilityStack.ts';
import { LambdaFunction } from '../shared/LambdaFunction.ts';
import { may } from '../shared/may.ts';
import { ownMetric } from '../shared/ownMetric.ts';
import { Recurring } from '../shared/Recurring.ts';

export interface CanaryStackProps {
  readonly bundles: Bundles;
  readonly messaging: MessagingStack;
  readonly platforms: PlatformsStack;
  readonly api: ApiStack;
  readonly devices: DevicesStack;
  /** Secrets Manager's name of test phones' tokens, or `true` for dead ones alone. */
  readonly tokens: string | true;
}

/** A message to each platform every five minutes, by the way of a backend service, and alarms if it gets no answer. */
export class CanaryStack extends CapabilityStack {
  constructor(scope: Construct, id: string, props: CanaryStackProps) {
    super(scope, id, 'a canary message');
    const { bundles, messaging, platforms, api, devices, tokens } = props;
    const runCanary = new LambdaFunction(this, 'runCanary', {
      bundles,
      // A publisher of its own, by its role.
      grants: [
        may(api.mutation('publish'), 'call'),
        may(api.query('messages'), 'call'),
        may(devices.registration, 'invoke'),
      ],
      environment: {
        PUSH_PLATFORMS: platforms.offered.join(','),
        ...(tokens === true ? {} : { CANARY_SECRET_NAME: tokens }),
      },
      // The calls to the API take 44 seconds at most, and each registration 10.
      timeout: Duration.seconds(90),
    });
    if (tokens !== true) Secret.fromSecretNameV2(this, 'Tokens', tokens).grantRead(runCanary);
    const absence = 'Nothing tries whether messages get through.';
    new Recurring(this, 'Canary', { runs: runCanary, minutes: 5, messaging, absence });
    new RunbookAlarm(this, 'Failing', {
      runbook: 'the-canary-fails',
      description: 'The canary of a platform had no good answer within ten minutes, twice in a row.',
      metric: ownMetric('CanaryFailures', { statistic: 'Maximum' }),
      periods: 2,
    });
  }
}
