import { Duration } from 'aws-cdk-lib';
import { type DimensionsMap, MathExpression, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';

/** The time over which alarms count. */
export const PERIOD = Duration.minutes(5);

/** Returns the sum of an AWS metric over five minutes. */
export function awsMetric(namespace: string, metricName: string, dimensionsMap: DimensionsMap): Metric {
  return new Metric({ namespace, metricName, dimensionsMap, statistic: Stats.SUM, period: PERIOD });
}

/** Returns the sum of several metrics. Where one has no data it counts as 0. */
export function sumOf(metrics: readonly Metric[], label?: string): MathExpression {
  const named = metrics.map((metric, index) => [`m${index}`, metric] as const);
  return new MathExpression({
    expression: named.map(([id]) => `FILL(${id}, 0)`).join(' + '),
    usingMetrics: Object.fromEntries(named),
    period: PERIOD,
    ...(label === undefined ? {} : { label }),
  });
}
