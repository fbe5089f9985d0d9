import { Duration, Lazy } from 'aws-cdk-lib';
import { Metric, type MetricOptions, type MetricProps, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { CountedReason, MetricName } from '../../../functions/rules/metrics/metricTable.ts';
import type { PushPlatform } from '../../../schema/generated/types.ts';
import { Installation } from './Installation.ts';

/** The namespace of our own metrics: the id of the installation that the alarm, widget or filter belongs to. */
export const metricNamespace = Lazy.uncachedString({ produce: ({ scope }) => Installation.of(scope).id });

/** As CDK has them. The namespace is needed where the alarm or widget stands outside of the installation. */
export type OwnMetricOptions = MetricOptions & Pick<Partial<MetricProps>, 'namespace'>;

/** Returns a metric of our own: the sum of five minutes, unless the options say else. */
export function ownMetric(name: MetricName<'None'>, options: OwnMetricOptions = {}): Metric {
  return metricOf(name, options);
}

/** Returns a platform's own metric. */
export function platformMetric(
  name: MetricName<'Platform'>,
  Platform: PushPlatform,
  options: OwnMetricOptions = {},
): Metric {
  return metricOf(name, { dimensionsMap: { Platform }, ...options });
}

/** Returns the number of deliveries that ended `FAILED` or `SUPPRESSED` for this reason. */
export function reasonMetric(Reason: CountedReason, options: OwnMetricOptions = {}): Metric {
  return metricOf('DeliveriesByReason' satisfies MetricName<'Reason'>, { dimensionsMap: { Reason }, ...options });
}

function metricOf(metricName: string, options: OwnMetricOptions): Metric {
  return new Metric({
    namespace: metricNamespace,
    metricName,
    statistic: Stats.SUM,
    period: Duration.minutes(5),
    ...options,
  });
}
