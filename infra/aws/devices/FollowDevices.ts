import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { readStream } from '../shared/eventSources.ts';
import { LambdaFunction } from '../shared/LambdaFunction.ts';
import { may } from '../shared/may.ts';
import type { DevicesStackProps } from './DevicesStack.ts';
import { deviceFilters, expiredIntentFilter, subscriptionFilter } from './deviceFilters.ts';

/** Batches of a shard that are followed at the same time, which is the most that Lambda allows. */
const PARALLEL = 10;

/** Releases the SNS endpoints of gone devices, makes those again that SNS lost, and keeps topic subscriptions. */
export class FollowDevices extends Construct {
  constructor(scope: Construct, id: string, { bundles, storage, messaging, platforms, rates }: DevicesStackProps) {
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
      environment: {
        RENEWALS_PER_SECOND: `${rates.renewals / PARALLEL}`,
        NOT_PUSHED_QUEUE_ARN: messaging.queues.notPushed.queueArn,
      },
      timeout: Duration.seconds(60),
    });
    readStream(followDevices, devices, {
      batchSize: 10,
      parallelizationFactor: PARALLEL,
      retryAttempts: 10,
      deadLetters: messaging.deadLetters.unreleased,
      filters: [...deviceFilters, subscriptionFilter, expiredIntentFilter],
    });
  }
}
