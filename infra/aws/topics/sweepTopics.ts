import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { LambdaFunction } from '../shared/LambdaFunction.ts';
import { may } from '../shared/may.ts';
import { Recurring } from '../shared/Recurring.ts';
import type { Making } from './makingTopics.ts';
import type { TopicsStackProps } from './TopicsStack.ts';

/** Adds the function that goes on with what calls left at SNS. Shorter than its period, so no two runs are at work. */
export function sweepTopics(
  scope: Construct,
  { api, bundles, messaging, storage }: TopicsStackProps,
  making: Making,
): void {
  const { devices, topics } = storage;
  const sweeper = new LambdaFunction(scope, 'sweepTopics', {
    bundles,
    grants: [
      may(topics, 'get', 'update', 'delete', 'query'),
      may(topics.index('due'), 'query'),
      may(devices, 'update', 'delete'),
      may(messaging.topics, 'create', 'delete', 'unsubscribe', 'readSubscription'),
      may(messaging.kept, 'create', 'tag', 'find', 'delete'),
      may(api.mutation('reportTopicSubscriber'), 'call'),
      ...making.grants,
    ],
    environment: making.environment,
    timeout: Duration.seconds(50),
  });
  new Recurring(scope, 'Sweep', {
    runs: sweeper,
    minutes: 5,
    messaging,
    absence: 'Topics and subscribers that a call left half done stay so, and no lapsed confirmation is told.',
  });
}
