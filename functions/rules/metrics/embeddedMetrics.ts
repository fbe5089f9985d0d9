import type { Measurement, MetricValue } from './EmitMetrics.ts';
import type { MetricName } from './metricTable.ts';

/** The values that one document may have for a metric. */
const MOST_VALUES = 100;

/** All others count. The table itself stays out of the functions' bundles. */
const milliseconds: ReadonlySet<string> = new Set<MetricName<'Platform'> | MetricName<'None'>>([
  ...(['TimeToSent', 'TimeToAnswer', 'CanaryTime'] as const),
]);

type Document = Readonly<Record<string, unknown>>;

/**
 * Returns a measurement as documents of the embedded metric format. CloudWatch Logs makes metrics of them. It takes at
 * most 100 values a metric in one document, so there may be several; without a value there is none.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export function embeddedMetrics(
  { dimensions, values, facts }: Measurement,
  now: number,
  namespace: string,
): readonly Document[] {
  const pages = new Map<number, Map<string, MetricValue>>();
  for (const [name, value] of Object.entries(values)) {
    pagesOf(value).forEach((page, index) => {
      pages.set(index, (pages.get(index) ?? new Map()).set(name, page));
    });
  }
  return [...pages.values()].map((page) => ({
    ...facts,
    ...dimensions,
    ...Object.fromEntries(page),
    _aws: {
      Timestamp: now,
      CloudWatchMetrics: [
        {
          Namespace: namespace,
          Dimensions: [Object.keys(dimensions ?? {})],
          Metrics: [...page.keys()].map((Name) => ({ Name, Unit: milliseconds.has(Name) ? 'Milliseconds' : 'Count' })),
        },
      ],
    },
  }));
}

function pagesOf(value: MetricValue): readonly MetricValue[] {
  if (typeof value === 'number') return [value];
  const pages: MetricValue[] = [];
  for (let start = 0; start < value.length; start += MOST_VALUES) pages.push(value.slice(start, start + MOST_VALUES));
  return pages;
}
