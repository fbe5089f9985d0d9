import { NotSupportedLocally } from '../platform/AwsError.ts';
import type { MetricSummary } from '../platform/MetricSeries.ts';

export type Statistic = (summary: MetricSummary) => number | undefined;

const simple: Readonly<Record<string, Statistic>> = {
  Average: ({ sum, count }) => sum / count,
  Maximum: ({ maximum }) => maximum,
  Minimum: ({ minimum }) => minimum,
  SampleCount: ({ count }) => count,
  Sum: ({ sum }) => sum,
};

/**
 * Returns the function of a statistic: one of the five, or a percentile such as `p99.9`.
 * Throws NotSupportedLocally for others, such as trimmed means.
 */
export function statisticOf(name: string): Statistic {
  const own = Object.hasOwn(simple, name) ? simple[name] : undefined;
  if (own !== undefined) return own;
  const percentile = Number(/^p(\d{1,2}(?:\.\d{1,10})?|100)$/.exec(name)?.[1] ?? Number.NaN);
  if (Number.isNaN(percentile)) throw new NotSupportedLocally(`The statistic ${name}`);
  return (summary) => percentileOf(summary, percentile);
}

/** Returns the least value that so many percent of all values do not exceed. A sum has no percentiles. */
function percentileOf({ values, count }: MetricSummary, percentile: number): number | undefined {
  if (values === undefined) return undefined;
  const rank = Math.max(1, Math.ceil((percentile / 100) * count));
  let seen = 0;
  for (const [value, times] of [...values].sort(([one], [other]) => one - other)) {
    seen += times;
    if (seen >= rank) return value;
  }
  return undefined;
}
