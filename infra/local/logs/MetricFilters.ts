import { isJsonObject } from '../platform/Json.ts';
import { MINUTE } from '../platform/MetricSeries.ts';
import type { Metrics } from '../platform/Metrics.ts';
import { compileFilterPattern, compileSelector } from './FilterPattern.ts';

/** One metric that a filter makes of the events that it matches. */
export interface MetricTransformation {
  readonly namespace: string;
  readonly name: string;
  readonly unit: string;
  /** A number, or a selector such as `$.bytes`. */
  readonly value: string;
  readonly defaultValue: number | undefined;
  /** Dimension → selector. */
  readonly dimensions: Readonly<Record<string, string>>;
}

interface Filter {
  readonly matches: (message: string) => boolean;
  readonly transformations: readonly MetricTransformation[];
  /** The last minute in which the filter matched, or that has its default value. */
  minute: number;
}

/**
 * The metric filters of all log groups.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/MonitoringLogData.html
 */
export class MetricFilters {
  readonly #metrics: Metrics;
  /** Log group → filter name → filter. */
  readonly #groups = new Map<string, Map<string, Filter>>();

  constructor(metrics: Metrics) {
    this.#metrics = metrics;
  }

  /** Adds or replaces a filter. Throws AwsError InvalidParameterException for a pattern that is none. */
  put(group: string, name: string, pattern: string, transformations: readonly MetricTransformation[]): void {
    const filters = this.#groups.get(group) ?? new Map<string, Filter>();
    this.#groups.set(group, filters.set(name, { matches: compileFilterPattern(pattern), transformations, minute: 0 }));
  }

  delete(group: string, name: string): void {
    this.#groups.get(group)?.delete(name);
  }

  count(group: string): number {
    return this.#groups.get(group)?.size ?? 0;
  }

  observe(group: string, events: readonly { readonly timestamp: number; readonly message: string }[]): void {
    for (const filter of this.#groups.get(group)?.values() ?? []) {
      for (const event of events.filter(({ message }) => filter.matches(message))) this.#record(filter, event);
      const newest = events.at(-1);
      // A minute with events and without a match has the default value.
      if (newest !== undefined && Math.floor(newest.timestamp / MINUTE) > filter.minute)
        this.#recordDefault(filter, newest);
    }
  }

  #record(filter: Filter, { timestamp, message }: { readonly timestamp: number; readonly message: string }): void {
    filter.minute = Math.max(filter.minute, Math.floor(timestamp / MINUTE));
    for (const { namespace, name, unit, value, dimensions } of filter.transformations) {
      const number = value.startsWith('$') ? select(message, value) : Number(value);
      const chosen = Object.entries(dimensions).map(([key, selector]) => [key, select(message, selector)] as const);
      if (typeof number !== 'number' || chosen.some(([, text]) => text === undefined)) continue;
      const own = Object.fromEntries(chosen.map(([key, text]) => [key, String(text)]));
      this.#metrics.series(namespace, name, own, unit).record(number, timestamp);
    }
  }

  #recordDefault(filter: Filter, { timestamp }: { readonly timestamp: number }): void {
    filter.minute = Math.floor(timestamp / MINUTE);
    for (const { namespace, name, unit, defaultValue } of filter.transformations) {
      if (defaultValue !== undefined) this.#metrics.series(namespace, name, {}, unit).record(defaultValue, timestamp);
    }
  }
}

function select(message: string, selector: string): string | number | undefined {
  try {
    const root: unknown = JSON.parse(message);
    const value = isJsonObject(root) ? compileSelector(selector)(root) : undefined;
    return typeof value === 'string' || typeof value === 'number' ? value : undefined;
  } catch {
    return undefined;
  }
}
