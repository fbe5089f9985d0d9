import type { AwsApi, AwsOperation, Permission } from '../platform/AwsApi.ts';
import { AwsError, NotSupportedLocally } from '../platform/AwsError.ts';
import type { JsonObject } from '../platform/Json.ts';
import type { Platform } from '../platform/Platform.ts';
import { Reader } from '../platform/Reader.ts';
import type { Alarm, Alarms } from './Alarms.ts';
import type { AlarmState } from './judge.ts';
import { type MetricQueries, readQueries, type Window } from './MetricQueries.ts';
import { putMetricData } from './putMetricData.ts';

const states: readonly AlarmState[] = ['OK', 'ALARM', 'INSUFFICIENT_DATA'];
const MOST_METRICS = 500;
const MOST_ALARMS = 100;
const MOST_HISTORY = 100;
/** Data points of one query. A series has 180 minutes. */
const MOST_WINDOWS = 1_440;

/**
 * The operations that clients of a local machine call.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_Operations.html
 */
export function cloudWatchApi(platform: Platform, alarms: Alarms): AwsApi {
  return {
    signingName: 'monitoring',
    protocol: 'json-1.0',
    targetPrefix: 'GraniteServiceVersion20100801',
    operations: {
      PutMetricData: putMetricData(platform),
      GetMetricData: {
        permissions: everywhere('GetMetricData'),
        run: (input) => getMetricData(platform, input),
      },
      ListMetrics: {
        permissions: everywhere('ListMetrics'),
        run: (input) => listMetrics(platform, input),
      },
      DescribeAlarms: {
        permissions: () => [onAlarm('DescribeAlarms', alarms, '*')],
        run: (input) => describeAlarms(alarms, input),
      },
      DescribeAlarmHistory: {
        permissions: (input) => [
          onAlarm('DescribeAlarmHistory', alarms, read(input).optionalString('AlarmName') ?? '*'),
        ],
        run: (input) => describeHistory(alarms, input),
      },
      SetAlarmState: setAlarmState(alarms),
      DeleteAlarms: refused('DeleteAlarms'),
      PutMetricAlarm: refused('PutMetricAlarm'),
    },
  };
}

function read(input: JsonObject): Reader {
  return new Reader('request', input, 'ValidationError');
}

function everywhere(action: string): () => readonly Permission[] {
  return () => [{ action: `cloudwatch:${action}`, resource: '*' }];
}

function onAlarm(action: string, alarms: Alarms, name: string): Permission {
  return { action: `cloudwatch:${action}`, resource: alarms.arn(name) };
}

function refused(action: string): AwsOperation {
  return {
    refused: true,
    permissions: everywhere(action),
    run() {
      throw new NotSupportedLocally(`monitoring:${action}`);
    },
  };
}

function getMetricData({ metrics }: Platform, input: JsonObject): JsonObject {
  const reader = read(input);
  reader.only('EndTime', 'LabelOptions', 'MaxDatapoints', 'MetricDataQueries', 'NextToken', 'ScanBy', 'StartTime');
  const [start, end] = [reader.optionalNumber('StartTime'), reader.optionalNumber('EndTime')];
  if (start === undefined || end === undefined || start >= end) {
    throw new AwsError('ValidationError', 'The parameter StartTime must be less than the parameter EndTime.');
  }
  const queries = readQueries(reader.objects('MetricDataQueries'));
  const descending = reader.optionalString('ScanBy') !== 'TimestampAscending';
  const results = queries.queries
    .filter(({ returnData }) => returnData)
    .map(({ id, label }) => {
      const windows = windowsOf(queries, id, start * 1000, end * 1000);
      const line = queries.evaluate(id, windows, metrics);
      const points = windows.flatMap(({ from }, at) => {
        const value = line[at];
        return value === undefined ? [] : [{ time: from / 1000, value }];
      });
      if (descending) points.reverse();
      return {
        Id: id,
        Label: label,
        Timestamps: points.map(({ time }) => time),
        Values: points.map(({ value }) => value),
        StatusCode: 'Complete',
      };
    });
  return { MetricDataResults: results, Messages: [] };
}

/** Returns the periods that begin between the times, aligned as CloudWatch aligns them. */
function windowsOf(queries: MetricQueries, id: string, start: number, end: number): readonly Window[] {
  const step = queries.periodOf(id) * 1000;
  const first = Math.floor(start / step) * step;
  const length = Math.ceil((end - first) / step);
  if (length > MOST_WINDOWS) throw new AwsError('ValidationError', `${id} has more than ${MOST_WINDOWS} data points.`);
  return Array.from({ length }, (_, index) => ({ from: first + index * step, to: first + (index + 1) * step }));
}

function listMetrics({ metrics }: Platform, input: JsonObject): JsonObject {
  const reader = read(input);
  const [namespace, name] = [reader.optionalString('Namespace'), reader.optionalString('MetricName')];
  const wanted = reader.objects('Dimensions').map((one) => [one.string('Name'), one.optionalString('Value')] as const);
  const found = metrics
    .list()
    .filter((series) => namespace === undefined || series.namespace === namespace)
    .filter((series) => name === undefined || series.name === name)
    .filter(({ dimensions }) =>
      wanted.every(([key, value]) => Object.hasOwn(dimensions, key) && (value ?? dimensions[key]) === dimensions[key]),
    );
  const { items, next } = paginate(reader, found, MOST_METRICS);
  return {
    Metrics: items.map(({ namespace: Namespace, name: MetricName, dimensions }) => ({
      Namespace,
      MetricName,
      Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
    })),
    ...next,
  };
}

function describeAlarms(alarms: Alarms, input: JsonObject): JsonObject {
  const reader = read(input);
  const names = reader.strings('AlarmNames');
  const prefix = reader.optionalString('AlarmNamePrefix') ?? '';
  const state = reader.optionalString('StateValue');
  const found = alarms
    .list()
    .filter(({ definition: { name } }) => names.length === 0 || names.includes(name))
    .filter(({ definition: { name } }) => name.startsWith(prefix))
    .filter((alarm) => state === undefined || alarm.state.value === state);
  const most = reader.optionalNumber('MaxRecords', { min: 1, max: MOST_ALARMS }) ?? MOST_ALARMS / 2;
  const { items, next } = paginate(reader, found, most);
  return { MetricAlarms: items.map(describe), CompositeAlarms: [], ...next };
}

function describe({ arn, definition, configured, state }: Alarm): JsonObject {
  const { name, properties, actions, actionsEnabled, threshold, evaluationPeriods } = definition;
  const {
    Tags: _,
    Threshold: __,
    EvaluationPeriods: ___,
    DatapointsToAlarm: _____,
    Period: period,
    ...rest
  } = properties;
  return {
    ...rest,
    AlarmName: name,
    AlarmArn: arn,
    ActionsEnabled: actionsEnabled,
    OKActions: actions.OK,
    AlarmActions: actions.ALARM,
    InsufficientDataActions: actions.INSUFFICIENT_DATA,
    ...(period === undefined ? {} : { Period: definition.period }),
    EvaluationPeriods: evaluationPeriods,
    DatapointsToAlarm: definition.datapointsToAlarm,
    Threshold: threshold,
    AlarmConfigurationUpdatedTimestamp: configured / 1000,
    StateValue: state.value,
    StateReason: state.reason,
    ...(state.reasonData === undefined ? {} : { StateReasonData: state.reasonData }),
    StateUpdatedTimestamp: state.updated / 1000,
    StateTransitionedTimestamp: state.updated / 1000,
  };
}

function describeHistory(alarms: Alarms, input: JsonObject): JsonObject {
  const reader = read(input);
  const name = reader.optionalString('AlarmName');
  const start = (reader.optionalNumber('StartDate') ?? 0) * 1000;
  const end = (reader.optionalNumber('EndDate') ?? Number.MAX_SAFE_INTEGER) * 1000;
  const found = alarms
    .changes()
    .filter((change) => (name === undefined || change.name === name) && change.at >= start && change.at <= end);
  const ordered = reader.optionalString('ScanBy') === 'TimestampAscending' ? found : found.toReversed();
  const most = reader.optionalNumber('MaxRecords', { min: 1, max: MOST_HISTORY }) ?? MOST_HISTORY;
  const { items, next } = paginate(reader, ordered, most);
  return {
    AlarmHistoryItems: items.map(({ name: AlarmName, from, to, reason, at }) => ({
      AlarmName,
      AlarmType: 'MetricAlarm',
      Timestamp: at / 1000,
      HistoryItemType: 'StateUpdate',
      HistorySummary: `Alarm updated from ${from} to ${to}`,
      HistoryData: JSON.stringify({
        version: '1.0',
        oldState: { stateValue: from },
        newState: { stateValue: to, stateReason: reason },
      }),
    })),
    ...next,
  };
}

function setAlarmState(alarms: Alarms): AwsOperation {
  return {
    permissions: (input) => [onAlarm('SetAlarmState', alarms, read(input).string('AlarmName'))],
    run(input) {
      const reader = read(input);
      const given = reader.string('StateValue');
      const value = states.find((state) => state === given);
      if (value === undefined) throw new AwsError('ValidationError', `StateValue ${given} is not one of ${states}.`);
      const reason = reader.string('StateReason');
      alarms.setState(reader.string('AlarmName'), value, reason, reader.optionalString('StateReasonData'));
      return {};
    },
  };
}

function paginate<Item>(reader: Reader, all: readonly Item[], most: number) {
  const offset = Number(reader.optionalString('NextToken') ?? 0);
  if (!Number.isSafeInteger(offset) || offset < 0)
    throw new AwsError('InvalidNextToken', 'The NextToken is not valid.');
  const items = all.slice(offset, offset + most);
  const next = offset + most;
  return { items, next: next < all.length ? { NextToken: String(next) } : {} };
}
