import type { AwsOperation } from '../platform/AwsApi.ts';
import { AwsError } from '../platform/AwsError.ts';
import { isJsonObject, type JsonObject } from '../platform/Json.ts';
import type { Platform } from '../platform/Platform.ts';
import { Reader } from '../platform/Reader.ts';
import { readDimensions } from './MetricQueries.ts';

const limits = { data: 1_000, values: 150, dimensions: 30 };

/** `PutMetricData`, with values, lists of values with counts, and statistic sets. */
export function putMetricData({ metrics, clock }: Platform): AwsOperation {
  const read = (input: JsonObject) => new Reader('request', input, 'InvalidParameterValueException');
  return {
    permissions: (input) => [
      {
        action: 'cloudwatch:PutMetricData',
        resource: '*',
        context: { 'cloudwatch:namespace': read(input).string('Namespace') },
      },
    ],
    run(input) {
      const reader = read(input).only('MetricData', 'Namespace', 'StrictEntityValidation');
      const namespace = reader.string('Namespace');
      // AWS's own namespaces are for AWS's services.
      if (namespace.startsWith('AWS/')) {
        throw new AwsError('InvalidParameterValueException', 'The value AWS/ for parameter Namespace is invalid.');
      }
      const data = reader.objects('MetricData');
      if (data.length > limits.data) {
        throw new AwsError(
          'InvalidParameterValueException',
          `The collection MetricData must not have a size greater than ${limits.data}.`,
        );
      }
      for (const add of data.map((datum) => readDatum(datum, metrics, namespace, clock.now()))) add();
      return {};
    },
  };
}

/** Returns what records the datum, so that a wrong one keeps all others out. */
function readDatum(datum: Reader, metrics: Platform['metrics'], namespace: string, now: number): () => void {
  datum.only(
    ...['Counts', 'Dimensions', 'MetricName', 'StatisticValues', 'StorageResolution', 'Timestamp', 'Unit', 'Value'],
    'Values',
  );
  const dimensions = readDimensions(datum);
  if (Object.keys(dimensions).length > limits.dimensions) {
    throw new AwsError('InvalidParameterValueException', `A metric has ${limits.dimensions} dimensions at most.`);
  }
  const name = datum.string('MetricName');
  const unit = datum.optionalString('Unit') ?? 'None';
  const seconds = datum.optionalNumber('Timestamp');
  const time = seconds === undefined ? now : seconds * 1000;
  const series = () => metrics.series(namespace, name, dimensions, unit);
  const value = datum.optionalNumber('Value');
  if (value !== undefined) return () => series().record(value, time);
  if (isJsonObject(datum.source.StatisticValues)) {
    const set = datum.object('StatisticValues');
    const summary = {
      count: numberOf(set, 'SampleCount'),
      sum: numberOf(set, 'Sum'),
      minimum: numberOf(set, 'Minimum'),
      maximum: numberOf(set, 'Maximum'),
    };
    return () => series().recordSummary(summary, time);
  }
  const values = numbersOf(datum, 'Values');
  const counts = datum.has('Counts') ? numbersOf(datum, 'Counts') : values.map(() => 1);
  if (values.length === 0 || values.length > limits.values || counts.length !== values.length) {
    throw new AwsError(
      'InvalidParameterValueException',
      `${name} must have a Value, StatisticValues, or up to ${limits.values} Values with as many Counts.`,
    );
  }
  return () => {
    for (const [at, one] of values.entries()) series().record(one, time, counts[at]);
  };
}

function numberOf(reader: Reader, name: string): number {
  const number = reader.optionalNumber(name);
  if (number === undefined)
    throw new AwsError('MissingRequiredParameterException', `The parameter ${name} is required.`);
  return number;
}

function numbersOf(reader: Reader, name: string): readonly number[] {
  const list = reader.source[name];
  const numbers = Array.isArray(list) ? list.filter((item) => typeof item === 'number') : [];
  if (!Array.isArray(list) || numbers.length !== list.length) {
    throw new AwsError('InvalidParameterValueException', `${name} must be a list of numbers.`);
  }
  return numbers;
}
