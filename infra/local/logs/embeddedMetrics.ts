import { isJsonObject, type JsonObject, type JsonValue } from '../platform/Json.ts';
import type { Metrics } from '../platform/Metrics.ts';

const limits = { metrics: 100, values: 100, dimensions: 30 };

/**
 * Records the metrics that a log event carries. Returns what is wrong with them, `undefined` for nothing.
 * Events without a member `_aws` carry none.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export function recordEmbeddedMetrics(message: string, metrics: Metrics): string | undefined {
  // Most events are no metrics, and need no parsing.
  if (!message.includes('"_aws"')) return undefined;
  const root = parse(message);
  if (!isJsonObject(root) || !isJsonObject(root._aws)) return undefined;
  const { Timestamp: time, CloudWatchMetrics: directives } = root._aws;
  if (typeof time !== 'number') return '_aws.Timestamp must be a number.';
  if (!Array.isArray(directives)) return '_aws.CloudWatchMetrics must be a list.';
  for (const directive of directives) {
    const fault = isJsonObject(directive)
      ? recordDirective(root, directive, time, metrics)
      : 'A directive is no object.';
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function parse(message: string): unknown {
  try {
    return JSON.parse(message);
  } catch {
    return undefined;
  }
}

function recordDirective(root: JsonObject, directive: JsonObject, time: number, metrics: Metrics): string | undefined {
  const { Namespace: namespace, Dimensions: sets = [[]], Metrics: definitions } = directive;
  if (typeof namespace !== 'string' || namespace === '') return 'Namespace must be a string.';
  if (!Array.isArray(sets) || !Array.isArray(definitions)) return 'Dimensions and Metrics must be lists.';
  if (definitions.length > limits.metrics) return `A directive has ${limits.metrics} metrics at most.`;
  for (const set of sets) {
    const dimensions = dimensionsOf(root, set);
    if (dimensions === undefined) return 'A dimension has no string at the root, or a set has more than 30.';
    for (const definition of definitions) {
      const { Name: name, Unit: unit = 'None' } = isJsonObject(definition) ? definition : {};
      if (typeof name !== 'string' || typeof unit !== 'string') return 'A metric must have a Name.';
      const value = Object.hasOwn(root, name) ? root[name] : undefined;
      // A metric without a member at the root has no value in this event.
      if (value === undefined) continue;
      const values = numbersOf(value);
      if (values === undefined) return `${name} must be a number, or a list of ${limits.values} numbers at most.`;
      const series = metrics.series(namespace, name, dimensions, unit);
      for (const one of values) series.record(one, time);
    }
  }
  return undefined;
}

function dimensionsOf(root: JsonObject, set: JsonValue): Readonly<Record<string, string>> | undefined {
  if (!Array.isArray(set) || set.length > limits.dimensions) return undefined;
  const pairs: [string, string][] = [];
  for (const name of set) {
    const value = typeof name === 'string' && Object.hasOwn(root, name) ? root[name] : undefined;
    if (typeof name !== 'string' || typeof value !== 'string') return undefined;
    pairs.push([name, value]);
  }
  return Object.fromEntries(pairs);
}

function numbersOf(value: JsonValue): readonly number[] | undefined {
  if (typeof value === 'number') return [value];
  if (!Array.isArray(value) || value.length > limits.values) return undefined;
  const numbers = value.filter((item) => typeof item === 'number');
  return numbers.length === value.length ? numbers : undefined;
}
