import { Duration, Stack } from 'aws-cdk-lib';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import type { Construct } from 'constructs';
import { LambdaFunction } from '../shared/LambdaFunction.ts';
import { may } from '../shared/may.ts';
import type { TopicsStackProps } from './TopicsStack.ts';

/** Adds the function behind the delivery-status logs of topics, which are made with the topics. */
export function watchSubscribers(
  scope: Construct,
  { api, bundles, storage, messaging, settings }: TopicsStackProps,
): LambdaFunction {
  const { answers, topics, deadLetters } = messaging;
  const watcher = new LambdaFunction(scope, 'watchSubscribers', {
    bundles,
    grants: [
      may(storage.topics, 'get', 'update'),
      may(api.mutation('reportTopicSubscriber'), 'call'),
      may(storage.deliveries.index('bySnsMessageId'), 'query'),
      may(storage.deliveries, 'put'),
      may(topics, 'unsubscribe'),
      may(answers, 'send'),
    ],
    environment: { TOPIC_ARN_PREFIX: topics.arnPrefix, SUSPEND_AFTER_DAYS: `${settings.suspendAfterDays}` },
    timeout: Duration.seconds(30),
  });
  watcher.configureAsyncInvoke({
    retryAttempts: 2,
    maxEventAge: Duration.hours(6),
    onFailure: new SqsDestination(deadLetters.unwatched),
  });
  watcher.addPermission('Logs', {
    principal: new ServicePrincipal('logs.amazonaws.com'),
    sourceArn: `${topics.logArns}:*`,
    sourceAccount: Stack.of(scope).account,
  });
  return watcher;
}
