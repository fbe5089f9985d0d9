import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { readStream } from '../shared/eventSources.ts';
import { LambdaFunction } from '../shared/LambdaFunction.ts';
import { may } from '../shared/may.ts';
import type { DevicesStackProps } from './DevicesStack.ts';
import { deviceFilters, expiredIntentFilter, subscriptionFilter } from './deviceFilters.ts';

/** Releases the SNS endpoints of devices that are gone, and keeps topic subscriptions with their devices. */
export class FollowDevices extends Construct {
  constructor(scope: Construct, id: string, { bundles, storage, messaging, platforms }: DevicesStackProps) {
    super(scope, id);
    const { devices, topics } = storage;
    const followDevices = new LambdaFunction(this, 'followDevices', {
      bundles,
      grants: [
        may(devices, 'get', 'query', 'put', 'update', 'delete', 'check'),
        may(topics, 'get', 'query', 'put', 'delete'),
        may(platforms.applications, 'createEndpoint'),
        may(platforms.endpoints, 'read', 'delete'),
        may(messaging.topics, 'subscribe', 'unsubscribe', 'configureSubscription'),
      ],
      timeout: Duration.seconds(60),
    });
    readStream(followDevices, devices, {
      batchSize: 10,
      parallelizationFactor: 10,
      retryAttempts: 10,
      deadLetters: messaging.deadLetters.unreleased,
      filters: [...deviceFilters, subscriptionFilter, expiredIntentFilter],
    });
  }
}
