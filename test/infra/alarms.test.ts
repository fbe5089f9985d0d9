import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from 'local-cloud/testing/temporaryFolder';
import { beforeAll, describe, expect, it } from 'vitest';
import { metricTable } from '../../functions/rules/metrics/metricTable.ts';
import { synthesizeCached } from '../../infra/aws/synthesizeCached.ts';
import { parseFaults } from '../../infra/local/sns/FaultInjection.ts';
import type { Resource } from '../../infra/preflight/assemblyTemplates.ts';
import { wholeTemplate } from '../../infra/preflight/wholeTemplate.ts';
import { brokenLink, project } from '../docs/markdown.ts';
import { installation } from '../support/installation.ts';
import { awsMetrics } from './awsMetrics.ts';
import { idIn, ofType } from './templateReferences.ts';

interface Metric {
  readonly Namespace: string;
  readonly MetricName: string;
  readonly Dimensions?: readonly { readonly Name: string; readonly Value: unknown }[];
}

interface Alarm extends Metric {
  readonly AlarmDescription: string;
  readonly EvaluationPeriods: number;
  readonly TreatMissingData: string;
  readonly Metrics?: readonly { readonly MetricStat?: { readonly Metric: Metric } }[];
}

let resources: Readonly<Record<string, Resource>>;
let alarms: readonly (readonly [string, Alarm])[];

beforeAll(async () => {
  ({ resources } = await wholeTemplate(await synthesizeCached(temporaryFolder('alarms'))));
  alarms = ofType(resources, 'AWS::CloudWatch::Alarm') as unknown as typeof alarms;
});

/** The metrics that an alarm looks at. */
const metricsOf = ({ Metrics, ...alarm }: Alarm): readonly Metric[] =>
  Metrics === undefined ? [alarm] : Metrics.flatMap(({ MetricStat }) => (MetricStat ? [MetricStat.Metric] : []));

const namesOf = ({ Dimensions = [] }: Metric) => Dimensions.map(({ Name }) => Name);

/** The ids of the alarms on this metric of this resource. */
const watching = (name: string, resource: string) =>
  alarms.filter(([, alarm]) =>
    metricsOf(alarm).some(
      ({ MetricName, Dimensions = [] }) =>
        MetricName === name && Dimensions.some(({ Value }) => idIn(Value) === resource),
    ),
  );

describe('the metrics of alarms', () => {
  it('are documented by AWS, with these dimensions', () => {
    const unknown = alarms.flatMap(([id, alarm]) =>
      metricsOf(alarm)
        .filter(({ Namespace }) => Namespace !== installation)
        .filter(({ Namespace, MetricName, ...metric }) => {
          const found = awsMetrics[Namespace]?.find(({ metrics }) => metrics.includes(MetricName));
          const names = JSON.stringify(namesOf({ Namespace, MetricName, ...metric }).toSorted());
          return !found?.dimensions.some((set) => JSON.stringify(set.toSorted()) === names);
        })
        .map(({ Namespace, MetricName }) => `${id}: ${Namespace} ${MetricName}`),
    );
    expect(unknown).toEqual([]);
  });

  it('of our own are in the table, with a value of their dimension', () => {
    const known = Object.entries(metricTable).flatMap(([dimension, { metrics, values }]) =>
      Object.keys(metrics).flatMap((name) =>
        values.map((value) => `${name} ${dimension === 'None' ? '' : `${dimension}=${value}`}`),
      ),
    );
    const own = alarms.flatMap(([, alarm]) => metricsOf(alarm)).filter(({ Namespace }) => Namespace === installation);
    expect(own.length).toBeGreaterThan(20);
    for (const { MetricName, Dimensions = [] } of own) {
      expect(known).toContain(`${MetricName} ${Dimensions.map(({ Name, Value }) => `${Name}=${Value}`).join()}`);
    }
  });

  it('of our own that logs are counted for are in the table too', () => {
    const { metrics } = metricTable.None;
    for (const [, { MetricTransformations }] of ofType(resources, 'AWS::Logs::MetricFilter')) {
      for (const transformation of MetricTransformations as Record<string, unknown>[]) {
        expect(transformation.MetricNamespace).toBe(installation);
        expect(Object.keys(metrics)).toContain(transformation.MetricName);
      }
    }
  });
});

describe('an alarm watches', () => {
  it('the throttles of each table and of each of its indexes', () => {
    for (const [id, { GlobalSecondaryIndexes }] of ofType(resources, 'AWS::DynamoDB::GlobalTable')) {
      const [[, alarm] = [], ...others] = watching('WriteThrottleEvents', id);
      expect(others, id).toEqual([]);
      const watched = alarm === undefined ? [] : metricsOf(alarm).filter(({ MetricName }) => /^Write/.test(MetricName));
      const names = ((GlobalSecondaryIndexes ?? []) as { IndexName: string }[]).map(({ IndexName }) => IndexName);
      const indexes = watched.flatMap(({ Dimensions = [] }) =>
        Dimensions.filter(({ Name }) => Name === 'GlobalSecondaryIndexName').map(({ Value }) => Value),
      );
      expect(indexes.toSorted(), id).toEqual(names.toSorted());
      expect(watched, id).toHaveLength(names.length + 1);
    }
  });

  it('events that are dropped, and what failed that is lost', () => {
    const invoked = ofType(resources, 'AWS::Lambda::EventInvokeConfig');
    for (const [, { FunctionName }] of invoked) {
      expect(watching('AsyncEventsDropped', idIn(FunctionName) ?? '')).toHaveLength(1);
    }
    const withDestination = [...invoked, ...ofType(resources, 'AWS::Lambda::EventSourceMapping')].filter(
      ([, { DestinationConfig }]) => DestinationConfig !== undefined,
    );
    expect(withDestination.length).toBeGreaterThan(invoked.length);
    for (const [id, { FunctionName }] of withDestination) {
      expect(watching('DestinationDeliveryFailures', idIn(FunctionName) ?? ''), id).toHaveLength(1);
    }
  });

  it.each([
    ['AWS::Scheduler::ScheduleGroup', 'InvocationDroppedCount'],
    ['AWS::Cognito::UserPoolClient', 'SignInThrottles'],
    ['AWS::SNS::Topic', 'NumberOfNotificationsFailed'],
    ['AWS::AppSync::GraphQLApi', 'PublishDataMessageServerError'],
    ['AWS::AppSync::GraphQLApi', 'InboundMessageDropped'],
    ['AWS::AppSync::GraphQLApi', '5XXError'],
  ])('each %s by %s', (type, metric) => {
    for (const [id] of ofType(resources, type)) expect(watching(metric, id), id).toHaveLength(1);
  });

  it('the functions of sign-ins, within five minutes', () => {
    const pools = ofType(resources, 'AWS::Cognito::UserPool');
    const called = pools.flatMap(([, { LambdaConfig }]) => Object.values(LambdaConfig as object).map(idIn));
    expect(called).toHaveLength(2);
    for (const id of called) {
      for (const [, { EvaluationPeriods, AlarmDescription }] of watching('Errors', id ?? '')) {
        expect(EvaluationPeriods).toBe(1);
        expect(AlarmDescription).toMatch(/#sign-ins-fail$/);
      }
    }
  });
});

it('no data is as good as none, but for a state that nobody said anything of, and for what must run', () => {
  const others = alarms.filter(([, { TreatMissingData }]) => TreatMissingData !== 'notBreaching');
  const kinds = others.map(
    ([id, { TreatMissingData }]) => `${id.replace(/(APNSSANDBOX|APNS|FCM)|[0-9A-F]{8}$/g, '')} ${TreatMissingData}`,
  );
  expect([...new Set(kinds)].toSorted()).toEqual([
    'Breaker/MinuteAbsent breaching',
    'Delivery/SweepMinuteAbsent breaching',
    'Monitoring/BreakerOpen ignore',
    'Topics/SweepAbsent breaching',
  ]);
});

it('every function that a schedule of the template invokes has an alarm if it does not run', () => {
  const schedules = ofType(resources, 'AWS::Scheduler::Schedule');
  expect(schedules.length).toBeGreaterThan(1);
  for (const [id, { Target }] of schedules) {
    const watched = watching('Invocations', idIn((Target as { Arn: unknown }).Arn) ?? '');
    expect(
      watched.map(([, { TreatMissingData }]) => TreatMissingData),
      id,
    ).toEqual(['breaching']);
  }
});

describe('the runbook', () => {
  const file = 'docs/runbook.md';
  const anchorIn = (description: string) => /docs\/runbook\.md#([\w-]+)$/.exec(description)?.[1];

  it('has an entry for every alarm', () => {
    for (const [id, { AlarmDescription }] of alarms) {
      expect(brokenLink(file, `#${anchorIn(AlarmDescription) ?? `none of ${id}`}`)).toBe(null);
    }
  });

  it('has an alarm for every entry, and each says what it means, how to look and what to do', () => {
    const [, text = ''] = readFileSync(join(project, file), 'utf8').split('\n## Alarms\n');
    const entries = text.split(/^### /m).slice(1);
    expect(entries.length).toBeGreaterThan(20);
    const named = new Set(alarms.map(([, { AlarmDescription }]) => anchorIn(AlarmDescription)));
    for (const entry of entries) {
      const [heading = ''] = entry.split('\n');
      // Its alarm is there by a setting: `test/infra/canary.test.ts`.
      if (heading !== 'The canary fails') expect(named).toContain(heading.toLowerCase().replaceAll(' ', '-'));
      for (const part of ['**Means.**', '**Look.**', '**Do.**', '**Play.**']) expect(entry, heading).toContain(part);
    }
  });

  it('plays faults that the local runtime takes, by operations that it has', () => {
    const text = readFileSync(join(project, file), 'utf8');
    const faults = [...text.matchAll(/\/_local\/sns\/faults -d '([^']+)'/g)].map(([, body]) => `${body}`);
    expect(faults.length).toBeGreaterThan(4);
    for (const body of faults) expect(() => parseFaults(JSON.parse(body))).not.toThrow();
    const operations = [...text.matchAll(/\baws [a-z-]+ ([a-z]+(?:-[a-z]+)+)/g)].map(([, name = '']) => name);
    expect(operations.length).toBeGreaterThan(8);
    const known = readFileSync(join(project, 'infra/local/README.md'), 'utf8');
    for (const name of operations) {
      const operation = name.replaceAll(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
      expect(known).toMatch(new RegExp(`^\\| [✅🟡] \\|.*\\b${operation}\\b`, 'mu'));
    }
  });
});
