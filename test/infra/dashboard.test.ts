import { temporaryFolder } from 'local-cloud/testing/temporaryFolder';
import { beforeAll, describe, expect, it } from 'vitest';
import { metricTable } from '../../functions/rules/metrics/metricTable.ts';
import { synthesizeCached } from '../../infra/aws/synthesizeCached.ts';
import type { Resource } from '../../infra/preflight/assemblyTemplates.ts';
import { wholeTemplate } from '../../infra/preflight/wholeTemplate.ts';
import { installation } from '../support/installation.ts';
import { awsMetrics } from './awsMetrics.ts';
import { idIn, ofType } from './templateReferences.ts';

interface Widget {
  readonly width: number;
  readonly y: number;
  readonly properties: {
    readonly title: string;
    /** Each is a namespace, a name, dimensions and an object; or an object with an expression alone. */
    readonly metrics: readonly (readonly (string | { readonly expression?: string })[])[];
  };
}

let resources: Readonly<Record<string, Resource>>;
let widgets: readonly Widget[];

/** A text that is joined of parts, with the id of each resource that it names. */
function joined(value: unknown): string {
  if (typeof value === 'string') return value;
  const [, parts = []] = (value as { 'Fn::Join'?: [string, unknown[]] })['Fn::Join'] ?? [];
  return parts.map((part) => (typeof part === 'string' ? part : (idIn(part) ?? ''))).join('');
}

beforeAll(async () => {
  ({ resources } = await wholeTemplate(await synthesizeCached(temporaryFolder('dashboard'))));
  const [[, { DashboardBody }] = ['', { DashboardBody: '{}' }]] = ofType(resources, 'AWS::CloudWatch::Dashboard');
  ({ widgets } = JSON.parse(joined(DashboardBody)));
});

describe('the dashboard', () => {
  it('answers in its first row whether notifications are getting through', () => {
    const row = widgets.filter(({ y }) => y === 0);
    expect(row.reduce((sum, { width }) => sum + width, 0)).toBe(24);
    const metrics = JSON.stringify(row.map(({ properties }) => properties.metrics));
    for (const shown of [
      'DeliveriesProviderAccepted',
      'TimeToSent',
      'ApproximateAgeOfOldestMessage',
      'BreakerOpen',
      'CREDENTIALS_INVALID',
      'PushesUnanswered',
    ]) {
      expect(metrics).toContain(shown);
    }
  });

  it('shows metrics that there are', () => {
    const own = new Set(Object.values(metricTable).flatMap(({ metrics }) => Object.keys(metrics)));
    let shown = 0;
    for (const [namespace = '', name = ''] of widgets.flatMap(({ properties }) => properties.metrics)) {
      if (typeof namespace !== 'string' || typeof name !== 'string' || namespace === '.') continue;
      shown += 1;
      const documented = awsMetrics[namespace]?.flatMap(({ metrics }) => metrics) ?? [];
      expect(namespace === installation ? [...own] : documented).toContain(name);
    }
    expect(shown).toBeGreaterThan(50);
  });

  it('shows every own metric', () => {
    const body = JSON.stringify(widgets);
    for (const { metrics } of Object.values(metricTable)) {
      for (const name of Object.keys(metrics)) expect(body).toContain(`"${name}"`);
    }
  });
});

describe('the saved queries', () => {
  it('search the logs of all functions, of which Logs Insights takes 50', () => {
    const logs = ofType(resources, 'AWS::Lambda::Function').flatMap(([, { LoggingConfig }]) => {
      const { LogGroup } = (LoggingConfig ?? {}) as { LogGroup?: unknown };
      return LogGroup === undefined ? [] : [idIn(LogGroup)];
    });
    for (const [, { LogGroupNames }] of ofType(resources, 'AWS::Logs::QueryDefinition')) {
      const searched = (LogGroupNames as readonly unknown[]).map(idIn);
      expect(searched.toSorted()).toEqual(logs.toSorted());
      expect(searched.length).toBeLessThanOrEqual(50);
    }
  });

  it('begin with what is searched, and name members that a log entry has', () => {
    const members = ['level', 'message', 'error', 'messageId', 'userId', 'work'];
    for (const [, { Name, QueryString }] of ofType(resources, 'AWS::Logs::QueryDefinition')) {
      expect(Name).toMatch(/^heliograph-dev\/(message|user|errors)$/);
      const [first = '', second = ''] = String(QueryString).split('\n| ');
      expect(first).toMatch(/^filter \w+ = "[\w-]+"$/);
      const named = second.replace(/^(fields|stats .* by) /, '').split(', ');
      for (const name of named.filter((each) => !each.startsWith('@'))) {
        expect(members).toContain(name.split('.')[0]);
      }
    }
  });
});

it('every function logs JSON', () => {
  for (const [id, { LoggingConfig }] of ofType(resources, 'AWS::Lambda::Function')) {
    expect(LoggingConfig, id).toMatchObject({ LogFormat: 'JSON' });
  }
});
