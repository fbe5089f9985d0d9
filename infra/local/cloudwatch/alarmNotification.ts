import type { JsonObject, JsonValue } from '../platform/Json.ts';
import type { Platform } from '../platform/Platform.ts';
import type { Alarm } from './Alarms.ts';
import type { AlarmState } from './judge.ts';
import type { MetricQuery, MetricStat } from './MetricQueries.ts';
import { timestamp } from './stateReason.ts';

const statistics: Readonly<Record<string, string>> = {
  Average: 'AVERAGE',
  Maximum: 'MAXIMUM',
  Minimum: 'MINIMUM',
  SampleCount: 'SAMPLE_COUNT',
  Sum: 'SUM',
};

const regionNames: Readonly<Record<string, string>> = {
  'us-east-1': 'US East (N. Virginia)',
  'eu-west-1': 'EU (Ireland)',
};

/** Returns subject and text of the message that an alarm's action sends to a topic. */
export function alarmNotification(
  { region, accountId }: Platform,
  { arn, definition, state, configured }: Alarm,
  oldState: AlarmState,
): { readonly subject: string; readonly message: string } {
  const { name, description, actions } = definition;
  const place = regionNames[region] ?? region;
  const message = {
    AlarmName: name,
    AlarmDescription: description ?? null,
    AWSAccountId: accountId,
    AlarmConfigurationUpdatedTimestamp: timestamp(configured),
    NewStateValue: state.value,
    NewStateReason: state.reason,
    StateChangeTime: timestamp(state.updated),
    Region: place,
    AlarmArn: arn,
    OldStateValue: oldState,
    OKActions: actions.OK,
    AlarmActions: actions.ALARM,
    InsufficientDataActions: actions.INSUFFICIENT_DATA,
    Trigger: trigger(definition),
  };
  // SNS takes subjects of 100 characters.
  return { subject: `${state.value}: "${name}" in ${place}`.slice(0, 100), message: JSON.stringify(message) };
}

function trigger(definition: Alarm['definition']): JsonObject {
  const { queries, judged, period, properties } = definition;
  const treated = properties.TreatMissingData;
  const rule = {
    Period: period,
    EvaluationPeriods: definition.evaluationPeriods,
    ...(properties.DatapointsToAlarm === undefined ? {} : { DatapointsToAlarm: definition.datapointsToAlarm }),
    ComparisonOperator: definition.operator,
    Threshold: definition.threshold,
    TreatMissingData: typeof treated === 'string' ? treated : 'missing',
    EvaluateLowSampleCountPercentile: '',
  };
  const [only] = queries.queries;
  if (queries.queries.length > 1 || only === undefined || 'ids' in only.source) {
    return { ...rule, Metrics: queries.queries.map((query) => describeQuery(query, judged)) };
  }
  const { statistic, unit = null, ...stat } = only.source;
  const simple = Object.hasOwn(statistics, statistic) ? statistics[statistic] : undefined;
  return {
    MetricName: stat.name,
    Namespace: stat.namespace,
    ...(simple === undefined
      ? { StatisticType: 'ExtendedStatistic', ExtendedStatistic: statistic }
      : { StatisticType: 'Statistic', Statistic: simple }),
    Unit: unit,
    Dimensions: dimensionsOf(stat),
    ...rule,
  };
}

function describeQuery({ id, label, source }: MetricQuery, judged: string): JsonObject {
  const common = { Id: id, Label: label, ReturnData: id === judged };
  if ('ids' in source) return { ...common, Expression: source.text };
  const { namespace, name, period, statistic } = source;
  const metric = { Dimensions: dimensionsOf(source), MetricName: name, Namespace: namespace };
  return { ...common, MetricStat: { Metric: metric, Period: period, Stat: statistic } };
}

function dimensionsOf({ dimensions }: Pick<MetricStat, 'dimensions'>): readonly JsonValue[] {
  return Object.entries(dimensions).map(([name, value]) => ({ value, name }));
}
