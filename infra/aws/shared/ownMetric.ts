import { Duration } from 'aws-cdk-lib';
import { Metric, type MetricOptions, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { METRIC_NAMESPACE } from '../../../functions/rules/metrics/embeddedMetrics.ts';
import type { CountedReason, MetricName } from '../../../functions/rules/metrics/metricTable.ts';
import type { PushPlatform } from '../../../schema/generated/types.ts';

/** Returns a metric of our own: the sum of five minutes, unless the options say else. */
export function ownMetric(name: MetricName<'None'>, options: MetricOptions = {}): Metric {
  return metricOf(name, options);
}

/** Returns a platform's own metric. */
export function platformMetric(
  name: MetricName<'Platform'>,
  Platform: PushPlatform,
  options: MetricOptions = {},
): Metric {
  return metricOf(name, { dimensionsMap: { Platform }, ...options });
}

/** Returns the number of deliveries that ended `FAILED` or `SUPPRESSED` for this reason. */
export function reasonMetric(Reason: CountedReason, options: MetricOptions = {}): Metric {
  return metricOf('DeliveriesByReason' satisfies MetricName<'Reason'>, { dimensionsMap: { Reason }, ...options });
}

function metricOf(metricName: string, options: MetricOptions): Metric {
  return new Metric({
    namespace: METRIC_NAMESPACE,
    metricName,
    statistic: Stats.SUM,
    period: Duration.minutes(5),
    ...options,
  });
}
