import type { GraphqlApi } from 'aws-cdk-lib/aws-appsync';
import { awsMetric, sumOf } from './awsMetric.ts';
import type { Watch } from './Watch.ts';

/** What AppSync says of its own faults on connections, subscriptions and updates. */
const realTimeFaults = [
  'ConnectServerError',
  'DisconnectServerError',
  'SubscribeServerError',
  'UnsubscribeServerError',
  'PublishDataMessageServerError',
  'InboundMessageFailure',
];

/** Updates that subscribers did not get: above 240 KB, or above the account's rates. */
const lostUpdates = ['InboundMessageError', 'InboundMessageDropped', 'PublishDataMessageClientError'];

/**
 * Returns the alarms of an API. Errors of its fields are no metric of AppSync's, unless one pays for each resolver: the
 * API's stack counts them from its log.
 * https://docs.aws.amazon.com/appsync/latest/devguide/monitoring.html
 */
export function watchApi({ apiId: GraphQLAPIId }: GraphqlApi): readonly Watch[] {
  const metric = (name: string) => awsMetric('AWS/AppSync', name, { GraphQLAPIId });
  return [
    {
      name: 'ServerErrors',
      runbook: 'the-api-answers-with-5xx',
      description: 'AppSync answers with 5XX: see the API’s log.',
      metric: metric('5XXError'),
    },
    {
      name: 'RealTimeFaults',
      runbook: 'live-connections-fail',
      description: 'AppSync fails on connections, subscriptions or updates: clients fall back on reading.',
      metric: sumOf(realTimeFaults.map(metric)),
      periods: 2,
    },
    {
      name: 'LostUpdates',
      runbook: 'live-updates-are-lost',
      description: 'Subscribers did not get updates: above 240 KB, or above the account’s rates.',
      metric: sumOf(lostUpdates.map(metric)),
    },
  ];
}
