import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { readStream } from '../shared/eventSources.ts';
import { LambdaFunction } from '../shared/LambdaFunction.ts';
import { may } from '../shared/may.ts';
import type { DevicesStackProps } from './DevicesStack.ts';
import { deviceFilters, subscriptionFilter } from './deviceFilters.ts';

/** Tells a user's clients that their devices or topic subscriptions changed. */
export class ReportDevices extends Construct {
  constructor(scope: Construct, id: string, { bundles, storage, messaging, api }: DevicesStackProps) {
    super(scope, id);
    const reportDevices = new LambdaFunction(this, 'reportDevices', {
      bundles,
      grants: [may(api.mutation('reportDevice'), 'call'), may(api.mutation('reportTopicSubscription'), 'call')],
      timeout: Duration.seconds(60),
    });
    readStream(reportDevices, storage.devices, {
      batchSize: 10,
      parallelizationFactor: 10,
      retryAttempts: 3,
      deadLetters: messaging.deadLetters.unreported,
      filters: [...deviceFilters, subscriptionFilter],
    });
  }
}
