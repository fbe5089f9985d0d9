import type { GraphqlApi } from 'aws-cdk-lib/aws-appsync';
import {
  GraphWidget,
  type IMetric,
  type IWidget,
  MathExpression,
  Metric,
  SingleValueWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { metricTable, statusMetrics } from '../../../functions/rules/metrics/metricTable.ts';
import type { PushPlatform } from '../../../schema/generated/types.ts';
import { awsMetric, PERIOD } from '../shared/alarms/awsMetric.ts';
import { Installation } from '../shared/Installation.ts';
import { ownMetric, platformMetric, reasonMetric } from '../shared/ownMetric.ts';
import { successShare } from './successShare.ts';

const HEIGHT = 6;
const QUARTER = 6;

const graph = (title: string, left: readonly IMetric[], width = QUARTER): IWidget =>
  new GraphWidget({ title, left: [...left], width, height: HEIGHT });

/** Returns the first row: whether notifications are getting through. */
export function gettingThrough(
  platforms: readonly PushPlatform[],
  work: ReadonlyMap<string, Queue>,
): readonly IWidget[] {
  const percentile = (platform: PushPlatform, statistic: string) =>
    platformMetric('TimeToSent', platform, { statistic, label: `${platform} ${statistic}` });
  const shares = platforms.map((platform) => successShare(platform));
  return [
    new SingleValueWidget({
      title: 'Pushes that succeed, %',
      metrics: shares,
      width: 5,
      height: HEIGHT,
      sparkline: true,
    }),
    graph(
      'Time until SNS has them, ms',
      platforms.flatMap((each) => [percentile(each, 'p50'), percentile(each, 'p99')]),
      5,
    ),
    graph(
      'The oldest work, s',
      [...work].map(([label, queue]) =>
        queue.metricApproximateAgeOfOldestMessage({ label, period: PERIOD, statistic: 'Maximum' }),
      ),
      5,
    ),
    graph(
      'Breakers, 1 is open',
      platforms.map((label) => platformMetric('BreakerOpen', label, { label, statistic: 'Maximum' })),
      4,
    ),
    graph(
      'Credentials refused, pushes unanswered',
      [
        reasonMetric('CREDENTIALS_INVALID', { label: 'refused' }),
        ...platforms.map((each) => platformMetric('PushesUnanswered', each, { label: `${each} unanswered` })),
      ],
      5,
    ),
  ];
}

/** Returns the row of what becomes of deliveries, and why. */
export function deliveries(platforms: readonly PushPlatform[]): readonly IWidget[] {
  const counts = Object.values(statusMetrics).filter((name) => name !== null);
  const ofPlatform = (platform: PushPlatform) =>
    counts.map((name) => platformMetric(name, platform, { label: `${platform} ${name.slice('Deliveries'.length)}` }));
  return [
    graph('What becomes of deliveries', platforms.flatMap(ofPlatform), 2 * QUARTER),
    graph(
      'Why deliveries fail',
      metricTable.Reason.values.map((label) => reasonMetric(label, { label })),
    ),
    graph('Time until the push service answers, ms', [
      ...platforms.map((label) => platformMetric('TimeToAnswer', label, { label, statistic: 'p99' })),
      ownMetric('CanaryTime', { label: 'canary', statistic: 'Maximum' }),
    ]),
  ];
}

/** Returns the row of what goes wrong in Heliograph. */
export function faults(api: GraphqlApi, places: ReadonlyMap<string, Queue>): readonly IWidget[] {
  const { apiId: GraphQLAPIId } = api;
  const { metrics } = metricTable.None;
  const names = (Object.keys(metrics) as (keyof typeof metrics)[]).filter((name) => metrics[name] === 'Count');
  return [
    graph(
      'What Heliograph noticed',
      names.map((name) => ownMetric(name)),
      2 * QUARTER,
    ),
    graph(
      'Set aside',
      [...places].map(([label, queue]) =>
        queue.metricApproximateNumberOfMessagesVisible({ label, period: PERIOD, statistic: 'Maximum' }),
      ),
    ),
    graph(
      'The API',
      ['5XXError', 'ConnectServerError', 'PublishDataMessageServerError', 'InboundMessageDropped'].map((name) =>
        awsMetric('AWS/AppSync', name, { GraphQLAPIId }),
      ),
    ),
  ];
}

/** Returns the row of the services below. It finds functions and tables by the stack's name, which begins theirs. */
export function services(scope: Construct): readonly IWidget[] {
  const { id } = Installation.of(scope);
  const each = (namespace: string, dimension: string, metric: string, statistic = 'Sum') =>
    new MathExpression({
      expression: `SEARCH('{${namespace},${dimension}} ${dimension}="${id}" MetricName="${metric}"', '${statistic}')`,
      usingMetrics: {},
      label: '',
      period: PERIOD,
    });
  const concurrent = {
    namespace: 'AWS/Lambda',
    metricName: 'ConcurrentExecutions',
    statistic: 'Maximum',
    period: PERIOD,
  };
  return [
    graph('Errors of functions', [each('AWS/Lambda', 'FunctionName', 'Errors')]),
    graph('Lag behind streams, ms', [each('AWS/Lambda', 'FunctionName', 'IteratorAge', 'Maximum')]),
    graph('Throttles of tables', [
      each('AWS/DynamoDB', 'TableName', 'ReadThrottleEvents'),
      each('AWS/DynamoDB', 'TableName', 'WriteThrottleEvents'),
    ]),
    graph('Concurrent executions of the account', [new Metric(concurrent)]),
  ];
}
