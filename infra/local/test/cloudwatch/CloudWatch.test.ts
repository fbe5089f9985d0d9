import {
  CloudWatchClient,
  DescribeAlarmHistoryCommand,
  DescribeAlarmsCommand,
  GetMetricDataCommand,
  ListMetricsCommand,
  PutMetricDataCommand,
  SetAlarmStateCommand,
} from '@aws-sdk/client-cloudwatch';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { DeleteMessageCommand, ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { LocalCloud } from '../../LocalCloud.ts';
import type { JsonObject } from '../../platform/Json.ts';
import { MovableClock } from '../../testing/MovableClock.ts';
import { awsClientOptions, startTemplate } from '../../testing/startTemplate.ts';
import { trust } from '../iam/createIam.ts';

const MINUTE = 60_000;
const onFunction = [{ Name: 'FunctionName', Value: 'worker' }];
const alarm = (properties: JsonObject): JsonObject => ({
  Type: 'AWS::CloudWatch::Alarm',
  Properties: {
    ComparisonOperator: 'GreaterThanOrEqualToThreshold',
    EvaluationPeriods: 1,
    Threshold: 1,
    TreatMissingData: 'notBreaching',
    ...properties,
  },
});
const code = `exports.handler = async ({ fail, emit }) => {
  if (emit) process.stdout.write(JSON.stringify(emit) + '\\n');
  if (fail) throw new Error('told to');
};`;

const template: JsonObject = {
  Resources: {
    Told: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'told' } },
    Work: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'work' } },
    Topic: { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'alarms' } },
    Subscription: {
      Type: 'AWS::SNS::Subscription',
      Properties: {
        TopicArn: { Ref: 'Topic' },
        Protocol: 'sqs',
        Endpoint: { 'Fn::GetAtt': ['Told', 'Arn'] },
        RawMessageDelivery: true,
      },
    },
    TellPolicy: {
      Type: 'AWS::SQS::QueuePolicy',
      Properties: {
        Queues: [{ Ref: 'Told' }],
        PolicyDocument: {
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Principal: { Service: 'sns.amazonaws.com' },
              Action: 'sqs:SendMessage',
              Resource: { 'Fn::GetAtt': ['Told', 'Arn'] },
            },
          ],
        },
      },
    },
    Role: {
      Type: 'AWS::IAM::Role',
      Properties: {
        AssumeRolePolicyDocument: trust({ Service: 'lambda.amazonaws.com' }),
        ManagedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess'],
      },
    },
    Reader: {
      Type: 'AWS::IAM::Role',
      Properties: {
        AssumeRolePolicyDocument: trust({ Service: 'lambda.amazonaws.com' }),
        Policies: [
          {
            PolicyName: 'read',
            PolicyDocument: {
              Version: '2012-10-17',
              Statement: [{ Effect: 'Allow', Action: 'cloudwatch:Describe*', Resource: '*' }],
            },
          },
        ],
      },
    },
    Log: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: '/worker' } },
    Filter: {
      Type: 'AWS::Logs::MetricFilter',
      Properties: {
        LogGroupName: { Ref: 'Log' },
        FilterPattern: '{ $.Place = "far" }',
        MetricTransformations: [
          { MetricName: 'Far', MetricNamespace: 'Own', MetricValue: '$.Steps[1]', DefaultValue: 0, Unit: 'Count' },
        ],
      },
    },
    Worker: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        FunctionName: 'worker',
        Runtime: 'nodejs24.x',
        Handler: 'index.handler',
        Code: { ZipFile: code },
        Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
        LoggingConfig: { LogGroup: { Ref: 'Log' }, LogFormat: 'JSON' },
      },
    },
    Failing: alarm({
      AlarmName: 'failing',
      AlarmDescription: 'It fails.',
      Namespace: 'AWS/Lambda',
      MetricName: 'Errors',
      Dimensions: [{ Name: 'FunctionName', Value: { Ref: 'Worker' } }],
      Statistic: 'Sum',
      Period: 60,
      AlarmActions: [{ Ref: 'Topic' }],
      OKActions: [{ Ref: 'Topic' }],
    }),
    Rate: alarm({
      AlarmName: 'rate',
      Threshold: 50,
      Metrics: [
        { Id: 'rate', Expression: 'IF(all >= 2, 100 * errors / all)' },
        ...['Errors', 'Invocations'].map((MetricName) => ({
          Id: MetricName === 'Errors' ? 'errors' : 'all',
          ReturnData: false,
          MetricStat: { Metric: { Namespace: 'AWS/Lambda', MetricName }, Period: 300, Stat: 'Sum' },
        })),
      ],
    }),
    Waiting: alarm({
      AlarmName: 'waiting',
      Namespace: 'AWS/SQS',
      MetricName: 'ApproximateAgeOfOldestMessage',
      Dimensions: [{ Name: 'QueueName', Value: 'work' }],
      Statistic: 'Maximum',
      Period: 60,
      Threshold: 120,
    }),
    Slow: alarm({
      AlarmName: 'slow',
      Namespace: 'Own',
      MetricName: 'Steps',
      Dimensions: [{ Name: 'Place', Value: 'far' }],
      ExtendedStatistic: 'p90',
      Period: 60,
      Threshold: 9,
    }),
  },
};

const clock = new MovableClock();
const queueUrl = (name: string) => `${cloud.baseUrl}/000000000000/${name}`;
const short = ({ AlarmName, NewStateValue, OldStateValue }: JsonObject): JsonObject => ({
  AlarmName,
  NewStateValue,
  OldStateValue,
});
let cloud: LocalCloud;
let cloudWatch: CloudWatchClient;
let sqs: SQSClient;
let lambda: LambdaClient;

beforeAll(async () => {
  // Early in a minute, so that none ends by itself.
  clock.advance(MINUTE - (clock.now() % MINUTE) + MINUTE / 4);
  cloud = await startTemplate(template, { clock });
  const options = awsClientOptions(cloud);
  cloudWatch = new CloudWatchClient(options);
  sqs = new SQSClient(options);
  lambda = new LambdaClient(options);
});
afterAll(() => cloud[Symbol.asyncDispose]());

const invoke = (event: JsonObject = {}) =>
  lambda.send(new InvokeCommand({ FunctionName: 'worker', Payload: JSON.stringify(event) }));

/** Returns what an alarm has told since the last call: it waits for one message. */
async function told(view: (whole: JsonObject) => JsonObject = short): Promise<readonly JsonObject[]> {
  const QueueUrl = queueUrl('told');
  const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 20 }));
  for (const { ReceiptHandle } of Messages) await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
  return Messages.map(({ Body = '{}' }) => view(JSON.parse(Body)));
}

async function states(): Promise<Readonly<Record<string, string | undefined>>> {
  const { MetricAlarms = [] } = await cloudWatch.send(new DescribeAlarmsCommand({}));
  return Object.fromEntries(MetricAlarms.map(({ AlarmName, StateValue }) => [AlarmName, StateValue]));
}

async function values(MetricStat: {
  readonly Metric: { readonly Namespace: string; readonly MetricName: string; readonly Dimensions?: typeof onFunction };
  readonly Stat: string;
}): Promise<readonly number[] | undefined> {
  const { MetricDataResults } = await cloudWatch.send(
    new GetMetricDataCommand({
      StartTime: new Date(clock.now() - 10 * MINUTE),
      EndTime: new Date(clock.now() + MINUTE),
      MetricDataQueries: [{ Id: 'm', MetricStat: { ...MetricStat, Period: 60 } }],
      ScanBy: 'TimestampAscending',
    }),
  );
  return MetricDataResults?.[0]?.Values;
}

describe('CloudWatch', () => {
  it('is quiet while nothing happens, from the first whole minute on', async () => {
    clock.advance(2 * MINUTE);
    expect(await states()).toEqual({ failing: 'OK', rate: 'OK', slow: 'OK', waiting: 'OK' });
    expect(await told()).toEqual([{ AlarmName: 'failing', NewStateValue: 'OK', OldStateValue: 'INSUFFICIENT_DATA' }]);
  });

  it("counts a function's failures, raises their alarms and ends them", async () => {
    await invoke();
    for (const _ of [1, 2]) expect((await invoke({ fail: true })).FunctionError).toBe('Unhandled');
    const metric = (MetricName: string) => ({ Namespace: 'AWS/Lambda', MetricName, Dimensions: onFunction });
    expect(await values({ Metric: metric('Errors'), Stat: 'Sum' })).toEqual([2]);
    expect(await values({ Metric: metric('Invocations'), Stat: 'Sum' })).toEqual([3]);
    expect(await values({ Metric: metric('Duration'), Stat: 'SampleCount' })).toEqual([3]);
    expect(await values({ Metric: metric('ConcurrentExecutions'), Stat: 'Maximum' })).toEqual([1]);
    clock.advance(MINUTE);
    expect(await states()).toMatchObject({ failing: 'ALARM', rate: 'ALARM' });
    const [message] = await told((whole) => whole);
    expect(message).toMatchObject({
      AlarmName: 'failing',
      AlarmDescription: 'It fails.',
      NewStateValue: 'ALARM',
      OldStateValue: 'OK',
      NewStateReason: expect.stringMatching(
        /^Threshold Crossed: 1 out of the last 1 datapoints \[2\.0 \(\d\d\/\d\d\/\d\d \d\d:\d\d:00\)\] was greater than or equal to the threshold \(1\.0\) \(minimum 1 datapoint for OK -> ALARM transition\)\.$/,
      ),
      Region: 'US East (N. Virginia)',
      Trigger: {
        MetricName: 'Errors',
        StatisticType: 'Statistic',
        Statistic: 'SUM',
        Dimensions: [{ name: 'FunctionName', value: 'worker' }],
        Period: 60,
        TreatMissingData: 'notBreaching',
      },
    });
    // The last data point that there is counts until it is three periods old.
    clock.advance(MINUTE);
    expect(await states()).toMatchObject({ failing: 'ALARM' });
    await invoke();
    clock.advance(MINUTE);
    expect(await states()).toMatchObject({ failing: 'OK', rate: 'ALARM' });
    clock.advance(15 * MINUTE);
    expect(await states()).toMatchObject({ rate: 'OK' });
    const { AlarmHistoryItems } = await cloudWatch.send(
      new DescribeAlarmHistoryCommand({ AlarmName: 'rate', ScanBy: 'TimestampAscending' }),
    );
    expect(AlarmHistoryItems?.map(({ HistorySummary }) => HistorySummary)).toEqual([
      'Alarm updated from INSUFFICIENT_DATA to OK',
      'Alarm updated from OK to ALARM',
      'Alarm updated from ALARM to OK',
    ]);
  });

  it('takes embedded metrics and those of filters out of logs', async () => {
    const emit = (Steps: readonly number[], Place = 'far') => ({
      Place,
      Steps,
      _aws: {
        Timestamp: clock.now(),
        CloudWatchMetrics: [
          {
            Namespace: 'Own',
            Dimensions: [['Place'], []],
            Metrics: [{ Name: 'Steps', Unit: 'Count' }, { Name: 'None' }],
          },
        ],
      },
    });
    await invoke({ emit: emit([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]) });
    await invoke({ emit: emit([1], 'near') });
    const far = { Namespace: 'Own', MetricName: 'Steps', Dimensions: [{ Name: 'Place', Value: 'far' }] };
    await vi.waitFor(async () =>
      expect(await values({ Metric: { Namespace: 'Own', MetricName: 'Steps' }, Stat: 'Sum' })).toEqual([56]),
    );
    expect(await values({ Metric: far, Stat: 'p90' })).toEqual([9]);
    expect(await values({ Metric: far, Stat: 'Average' })).toEqual([5.5]);
    expect((await values({ Metric: { Namespace: 'Own', MetricName: 'Far' }, Stat: 'Sum' }))?.at(-1)).toBe(2);
    const { Metrics } = await cloudWatch.send(new ListMetricsCommand({ Namespace: 'Own', MetricName: 'Steps' }));
    expect(Metrics?.map(({ Dimensions }) => Dimensions)).toEqual([
      [{ Name: 'Place', Value: 'far' }],
      [],
      [{ Name: 'Place', Value: 'near' }],
    ]);
    clock.advance(MINUTE);
    expect(await states()).toMatchObject({ slow: 'ALARM' });
  });

  it('measures queues each minute', async () => {
    await sqs.send(new SendMessageCommand({ QueueUrl: queueUrl('work'), MessageBody: 'm' }));
    clock.advance(MINUTE);
    const onQueue = [{ Name: 'QueueName', Value: 'work' }];
    const visible = { Namespace: 'AWS/SQS', MetricName: 'ApproximateNumberOfMessagesVisible', Dimensions: onQueue };
    expect(await values({ Metric: visible, Stat: 'Maximum' })).toEqual([1]);
    expect(await states()).toMatchObject({ waiting: 'OK' });
    clock.advance(2 * MINUTE);
    expect(await states()).toMatchObject({ waiting: 'ALARM' });
  });

  it('takes values of clients, also many at once', async () => {
    const Timestamp = new Date(clock.now());
    const data = (count: number) =>
      Array.from({ length: count }, (_, at) => ({ MetricName: 'Given', Value: at, Timestamp }));
    await cloudWatch.send(new PutMetricDataCommand({ Namespace: 'Given', MetricData: data(1_000) }));
    const StatisticValues = { SampleCount: 2, Sum: 5, Minimum: 1, Maximum: 4 };
    await cloudWatch.send(
      new PutMetricDataCommand({
        Namespace: 'Given',
        MetricData: [
          { MetricName: 'Summed', StatisticValues, Timestamp },
          { MetricName: 'Listed', Values: [1, 5], Counts: [9, 1], Timestamp },
        ],
      }),
    );
    const given = (MetricName: string, Stat: string) => values({ Metric: { Namespace: 'Given', MetricName }, Stat });
    expect(await given('Given', 'SampleCount')).toEqual([1_000]);
    expect(await given('Given', 'p50')).toEqual([499]);
    expect(await given('Summed', 'Average')).toEqual([2.5]);
    expect(await given('Summed', 'p50')).toEqual([]);
    expect(await given('Listed', 'p90')).toEqual([1]);
    expect(await given('Listed', 'Sum')).toEqual([14]);
    await expect(given('Given', 'tm90')).rejects.toThrow('tm90');
    await expect(
      cloudWatch.send(new PutMetricDataCommand({ Namespace: 'AWS/Lambda', MetricData: data(1) })),
    ).rejects.toMatchObject({ name: 'InvalidParameterValueException' });
  });

  it('lets a state be set until the next evaluation, and asks IAM', async () => {
    const set = (client: CloudWatchClient, AlarmName: string) =>
      client.send(new SetAlarmStateCommand({ AlarmName, StateValue: 'ALARM', StateReason: 'a test' }));
    await set(cloudWatch, 'failing');
    expect(await states()).toMatchObject({ failing: 'ALARM' });
    clock.advance(MINUTE);
    expect(await states()).toMatchObject({ failing: 'OK' });
    await expect(set(cloudWatch, 'other')).rejects.toMatchObject({ name: 'ResourceNotFound' });
    const reader = new CloudWatchClient({
      ...awsClientOptions(
        cloud,
        cloud.resources.find(({ logicalId }) => logicalId === 'Reader')?.attributes.Arn as string,
      ),
    });
    expect((await reader.send(new DescribeAlarmsCommand({ StateValue: 'ALARM' }))).MetricAlarms).not.toEqual([]);
    await expect(set(reader, 'failing')).rejects.toMatchObject({ name: 'AccessDenied' });
  });
});
