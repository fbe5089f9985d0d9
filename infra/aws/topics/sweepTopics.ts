import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { EveryMinute } from '../shared/EveryMinute.ts';
import { LambdaFunction } from '../shared/LambdaFunction.ts';
import { may } from '../shared/may.ts';
import type { Making } from './makingTopics.ts';
import type { TopicsStackProps } from './TopicsStack.ts';

/** Adds the function that goes on with what calls left at SNS. Less than a minute long, so no two runs are at work. */
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
  const { schedules, deadLetters } = messaging;
  new EveryMinute(scope, 'Minute', { runs: sweeper, group: schedules.group, missed: deadLetters.missed });
}
