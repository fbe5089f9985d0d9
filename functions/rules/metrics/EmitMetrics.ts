import type { LogFacts } from '../LogFailure.ts';
import type { MetricDimension, MetricName, metricTable } from './metricTable.ts';

/** One value, or the values of some occurrences. CloudWatch makes percentiles of them. */
export type MetricValue = number | readonly number[];

interface Measured<Dimension extends MetricDimension> {
  readonly values: Readonly<Partial<Record<MetricName<Dimension>, MetricValue>>>;
  /** Ids that the same log line shows. They are no dimensions, so they cost nothing. No texts, tokens or user ids. */
  readonly facts?: LogFacts;
}

/** Values of metrics with the same dimension. */
export type Measurement =
  | (Measured<'None'> & { readonly dimensions?: undefined })
  | {
      [Dimension in Exclude<MetricDimension, 'None'>]: Measured<Dimension> & {
        readonly dimensions: Readonly<Record<Dimension, (typeof metricTable)[Dimension]['values'][number]>>;
      };
    }[Exclude<MetricDimension, 'None'>];

/** Counts something, for alarms and dashboards. It makes no call, and never fails. */
export type EmitMetrics = (measurement: Measurement) => void;
