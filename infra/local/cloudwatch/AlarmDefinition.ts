import { AwsError, NotSupportedLocally } from '../platform/AwsError.ts';
import type { JsonObject } from '../platform/Json.ts';
import { Reader } from '../platform/Reader.ts';
import type { MissingData, Rule } from './judge.ts';
import { MetricQueries, metricStat, readQueries } from './MetricQueries.ts';

/** Compares a data point with the threshold. */
interface Comparison {
  readonly breaches: (point: number, threshold: number) => boolean;
  /** As alarms say it: "was greater than the threshold". */
  readonly words: string;
}

const comparisons: Readonly<Record<string, Comparison>> = {
  GreaterThanOrEqualToThreshold: {
    breaches: (point, threshold) => point >= threshold,
    words: 'greater than or equal to',
  },
  GreaterThanThreshold: { breaches: (point, threshold) => point > threshold, words: 'greater than' },
  LessThanOrEqualToThreshold: { breaches: (point, threshold) => point <= threshold, words: 'less than or equal to' },
  LessThanThreshold: { breaches: (point, threshold) => point < threshold, words: 'less than' },
};

/** A metric alarm as a template describes it. */
export interface AlarmDefinition extends Rule {
  readonly name: string;
  readonly description: string | undefined;
  /** As in the template, for what the API answers. */
  readonly properties: JsonObject;
  readonly queries: MetricQueries;
  /** The query whose data points are judged. */
  readonly judged: string;
  /** Seconds. */
  readonly period: number;
  readonly operator: string;
  readonly comparison: Comparison;
  readonly threshold: number;
  readonly actionsEnabled: boolean;
  /** ARNs by the state that calls them. */
  readonly actions: { readonly [State in 'OK' | 'ALARM' | 'INSUFFICIENT_DATA']: readonly string[] };
}

const MOST_ACTIONS = 5;
const LONGEST_EVALUATION_SECONDS = 86_400;
const missingDataValues: readonly MissingData[] = ['breaching', 'ignore', 'missing', 'notBreaching'];

/** Reads `AWS::CloudWatch::Alarm`. Throws AwsError ValidationError or NotSupportedLocally, naming the property. */
export function readAlarm(logicalId: string, properties: JsonObject, generatedName: string): AlarmDefinition {
  const reader = new Reader(logicalId, properties, 'ValidationError').only(
    ...['ActionsEnabled', 'AlarmActions', 'AlarmDescription', 'AlarmName', 'ComparisonOperator', 'DatapointsToAlarm'],
    ...['Dimensions', 'EvaluateLowSampleCountPercentile', 'EvaluationPeriods', 'ExtendedStatistic', 'MetricName'],
    ...['InsufficientDataActions', 'Metrics', 'Namespace', 'OKActions', 'Period', 'Statistic', 'Tags', 'Threshold'],
    ...['TreatMissingData', 'Unit'],
  );
  const operator = reader.string('ComparisonOperator');
  const comparison = Object.hasOwn(comparisons, operator) ? comparisons[operator] : undefined;
  if (comparison === undefined) throw new NotSupportedLocally(`The ComparisonOperator ${operator} of ${logicalId}`);
  if (reader.optionalString('EvaluateLowSampleCountPercentile') === 'ignore') {
    throw new NotSupportedLocally(`EvaluateLowSampleCountPercentile ignore of ${logicalId}`);
  }
  const threshold = reader.optionalNumber('Threshold');
  if (threshold === undefined) throw new AwsError('ValidationError', `${logicalId}.Threshold must be given.`);
  const queries = readMetrics(reader);
  const [judged, ...others] = queries.queries.filter(({ returnData }) => returnData);
  if (judged === undefined || others.length > 0) {
    throw new AwsError('ValidationError', `Exactly one of ${logicalId}.Metrics must have ReturnData.`);
  }
  const evaluationPeriods = reader.optionalNumber('EvaluationPeriods', { min: 1 }) ?? 1;
  const datapointsToAlarm = reader.optionalNumber('DatapointsToAlarm', { min: 1, max: evaluationPeriods });
  const period = queries.periodOf(judged.id);
  if (period * evaluationPeriods > LONGEST_EVALUATION_SECONDS) {
    throw new NotSupportedLocally(`An evaluation of more than a day, as of ${logicalId}`);
  }
  return {
    name: reader.optionalString('AlarmName') ?? generatedName,
    description: reader.optionalString('AlarmDescription'),
    properties,
    queries,
    judged: judged.id,
    period,
    operator,
    comparison,
    threshold,
    evaluationPeriods,
    datapointsToAlarm: datapointsToAlarm ?? evaluationPeriods,
    missingData: readMissingData(reader, queries),
    actionsEnabled: reader.optionalBoolean('ActionsEnabled') ?? true,
    actions: {
      OK: readActions(reader, 'OKActions'),
      ALARM: readActions(reader, 'AlarmActions'),
      INSUFFICIENT_DATA: readActions(reader, 'InsufficientDataActions'),
    },
  };
}

function readMetrics(reader: Reader): MetricQueries {
  const metrics = reader.objects('Metrics');
  if (metrics.length > 0) return readQueries(metrics);
  const statistic = reader.optionalString('Statistic') ?? reader.string('ExtendedStatistic');
  const source = metricStat(reader, reader, statistic);
  return new MetricQueries([{ id: 'm1', label: source.name, returnData: true, source }]);
}

/** Returns how missing data counts. An alarm on DynamoDB's metrics ignores it, whatever the template says. */
function readMissingData(reader: Reader, { queries }: MetricQueries): MissingData {
  const given = reader.optionalString('TreatMissingData') ?? 'missing';
  const value = missingDataValues.find((one) => one === given);
  if (value === undefined) throw new AwsError('ValidationError', `TreatMissingData ${given} is not known.`);
  const dynamoDb = queries.some(({ source }) => 'namespace' in source && source.namespace === 'AWS/DynamoDB');
  return dynamoDb ? 'ignore' : value;
}

function readActions(reader: Reader, name: string): readonly string[] {
  const arns = reader.strings(name);
  if (arns.length > MOST_ACTIONS) throw new AwsError('ValidationError', `${name} has ${MOST_ACTIONS} ARNs at most.`);
  const other = arns.find((arn) => !/^arn:[^:]+:sns:/.test(arn));
  if (other !== undefined) throw new NotSupportedLocally(`The alarm action ${other}`);
  return arns;
}
