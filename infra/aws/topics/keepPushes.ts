import type { Construct } from 'constructs';
import { WORK_TIMEOUT } from '../messaging/WorkQueues.ts';
import { workOff } from '../shared/eventSources.ts';
import { LambdaFunction } from '../shared/LambdaFunction.ts';
import { may } from '../shared/may.ts';
import type { TopicsStackProps } from './TopicsStack.ts';

/** Adds the function that looks at what SNS could not push to phones that follow standard topics. */
export function keepPushes(scope: Construct, { bundles, messaging, platforms, storage }: TopicsStackProps): void {
  const { notPushed, unpushed } = messaging.queues;
  const keeper = new LambdaFunction(scope, 'keepPushes', {
    bundles,
    grants: [
      may(storage.messages, 'get'),
      may(messaging.topics, 'readSubscription'),
      may(platforms.endpoints, 'read'),
      may(unpushed, 'send'),
    ],
    environment: { DELIVERIES_TABLE: storage.deliveries.tableName },
    timeout: WORK_TIMEOUT,
  });
  workOff(keeper, notPushed, { maxConcurrency: 2, batchSize: 10 });
}
