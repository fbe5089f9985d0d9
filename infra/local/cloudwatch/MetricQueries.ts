import { AwsError, NotSupportedLocally } from '../platform/AwsError.ts';
import { mergeSummaries } from '../platform/MetricSeries.ts';
import { type Metrics, metricKey } from '../platform/Metrics.ts';
import type { Reader } from '../platform/Reader.ts';
import { isLine, type Line } from './lines.ts';
import { type CompiledExpression, compileExpression, type MathScope } from './metricMath.ts';
import { type Statistic, statisticOf } from './statistic.ts';

/** A part of a metric's time, in milliseconds since the epoch. */
export interface Window {
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
}

export interface MetricStat {
  /** Finds its series. */
  readonly key: string;
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  /** Seconds. */
  readonly period: number;
  readonly statistic: string;
  readonly unit: string | undefined;
}

export interface MetricQuery {
  readonly id: string;
  readonly label: string;
  readonly returnData: boolean;
  /** The metric, or the expression over others. */
  readonly source: (MetricStat & { readonly evaluate: Statistic }) | CompiledExpression;
}

/**
 * Metrics, and expressions over them, that are asked for together.
 * Throws AwsError ValidationError where one names another that is not there, or itself, or is no time series.
 */
export class MetricQueries {
  readonly queries: readonly MetricQuery[];
  readonly #byId: ReadonlyMap<string, MetricQuery>;

  constructor(queries: readonly MetricQuery[]) {
    this.queries = queries;
    this.#byId = new Map(queries.map((query) => [query.id, query]));
    if (this.#byId.size < queries.length) throw invalid('The ids of the metrics are not unique.');
    for (const { id } of queries) this.#check(id);
  }

  /** Returns the seconds of a metric's period, or of those that an expression names. */
  periodOf(id: string): number {
    const [period, ...others] = new Set(this.#metricsBelow(id).map((stat) => stat.period));
    if (period === undefined) throw new NotSupportedLocally(`The expression ${id}, which names no metric`);
    if (others.length > 0) throw new NotSupportedLocally(`Metrics of different periods in the expression ${id}`);
    return period;
  }

  /** Returns a metric's data points in these windows, or those of an expression. */
  evaluate(id: string, windows: readonly Window[], metrics: Pick<Metrics, 'find'>): Line {
    const query = this.#get(id);
    const { source } = query;
    if (!('ids' in source)) return windows.map((window) => pointOf(source, window, metrics));
    const scope: MathScope = {
      line: (named) => this.evaluate(named, windows, metrics),
      metrics: (text) =>
        this.queries
          .filter((other) => !('ids' in other.source) && other.id.includes(text))
          .map((other) => this.evaluate(other.id, windows, metrics)),
      period: (named) => this.periodOf(named),
    };
    const value = source.evaluate(scope);
    if (!isLine(value)) throw invalid(`The expression ${source.text} is not one time series.`);
    return value;
  }

  #check(id: string): void {
    this.#refuseCycle(id, []);
    this.periodOf(id);
    try {
      // A wrong expression shows without data too.
      this.evaluate(id, [{ from: 0, to: 0 }], { find: () => [] });
    } catch (error) {
      if (error instanceof AwsError) throw error;
      throw invalid(`The expression ${id} cannot be computed: ${String(error)}`);
    }
  }

  #refuseCycle(id: string, path: readonly string[]): void {
    if (path.includes(id)) throw invalid(`The expression ${id} names itself.`);
    const { source } = this.#get(id);
    for (const named of 'ids' in source ? source.ids : []) this.#refuseCycle(named, [...path, id]);
  }

  #metricsBelow(id: string): readonly MetricStat[] {
    const { source } = this.#get(id);
    if (!('ids' in source)) return [source];
    if (source.ids.size > 0) return [...source.ids].flatMap((named) => this.#metricsBelow(named));
    return this.queries.flatMap((query) => ('ids' in query.source ? [] : [query.source]));
  }

  #get(id: string): MetricQuery {
    const query = this.#byId.get(id);
    if (query === undefined) throw invalid(`There is no metric ${id}.`);
    return query;
  }
}

function pointOf(
  { key, unit, evaluate }: MetricStat & { readonly evaluate: Statistic },
  { from, to }: Window,
  metrics: Pick<Metrics, 'find'>,
): number | undefined {
  const parts = metrics.find(key, unit).map((series) => series.between(from, to));
  const summary = mergeSummaries(parts.filter((part) => part !== undefined));
  return summary === undefined ? undefined : evaluate(summary);
}

/** Reads `MetricDataQueries` of a request, or `Metrics` of an alarm. */
export function readQueries(readers: readonly Reader[]): MetricQueries {
  return new MetricQueries(
    readers.map((reader) => {
      reader.only('Expression', 'Id', 'Label', 'MetricStat', 'Period', 'ReturnData');
      const id = reader.string('Id');
      const expression = reader.optionalString('Expression');
      const stat = reader.optionalObject('MetricStat');
      if ((expression === undefined) === (stat === undefined)) {
        throw invalid(`${id} must have either a MetricStat or an Expression.`);
      }
      const label = reader.optionalString('Label');
      return {
        id,
        label: label ?? (stat === undefined ? id : stat.object('Metric').string('MetricName')),
        returnData: reader.optionalBoolean('ReturnData') ?? true,
        source: stat === undefined ? compileExpression(expression ?? '') : readStat(stat),
      };
    }),
  );
}

function readStat(reader: Reader): MetricStat & { readonly evaluate: Statistic } {
  const metric = reader.only('Metric', 'Period', 'Stat', 'Unit').object('Metric');
  metric.only('Dimensions', 'MetricName', 'Namespace');
  return metricStat(metric, reader, reader.string('Stat'));
}

/** Reads a metric, and of `reader` its period and unit. */
export function metricStat(metric: Reader, reader: Reader, statistic: string) {
  const period = reader.optionalNumber('Period', { min: 60 }) ?? 60;
  if (period % 60 > 0) throw invalid(`Period ${period} is no multiple of 60 seconds.`);
  const [namespace, name, dimensions] = [
    metric.string('Namespace'),
    metric.string('MetricName'),
    readDimensions(metric),
  ];
  return {
    key: metricKey(namespace, name, dimensions),
    namespace,
    name,
    dimensions,
    period,
    statistic,
    unit: reader.optionalString('Unit'),
    evaluate: statisticOf(statistic),
  };
}

/** Reads `Dimensions`, a list of names and values. */
export function readDimensions(reader: Reader): Readonly<Record<string, string>> {
  return Object.fromEntries(reader.objects('Dimensions').map((one) => [one.string('Name'), one.string('Value')]));
}

function invalid(message: string): AwsError {
  return new AwsError('ValidationError', message);
}
