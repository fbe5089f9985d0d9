import { faultOfGrant } from 'local-cloud/testing/serviceAuthorization';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Resource } from '../../infra/preflight/assemblyTemplates.ts';
import { type WholeTemplate, wholeTemplate } from '../../infra/preflight/wholeTemplate.ts';
import { brokenLink } from '../docs/markdown.ts';
import { appWith } from './appWith.ts';
import { placesOf, withoutPlace } from './deadLetterPlaces.ts';
import { policyStatements } from './policyStatements.ts';
import { ofType } from './templateReferences.ts';

// Off by default, so the other tests of the template do not see it.

let template: WholeTemplate;
let own: Readonly<Record<string, Resource>>;

beforeAll(async () => {
  const app = await appWith({ 'heliograph:canary': 'heliograph/canary' });
  template = await wholeTemplate(app.synth().directory);
  own = Object.fromEntries(Object.entries(template.resources).filter(([id]) => id.startsWith('Canary/')));
});

const nameOf = (id: string) => id.replace(/^Canary\/|[0-9A-F]{8}$/g, '');

describe('the canary', () => {
  it('is one function, every five minutes, that knows the name of the secret alone', () => {
    expect(ofType(own, 'AWS::Lambda::Function')).toEqual([
      [
        expect.stringMatching(/^Canary\/runCanary/),
        expect.objectContaining({
          Environment: {
            Variables: {
              GRAPHQL_ENDPOINT: expect.anything(),
              REGISTER_DEVICE_ARN: expect.anything(),
              PUSH_PLATFORMS: 'APNS,APNS_SANDBOX,FCM',
              CANARY_SECRET_NAME: 'heliograph/canary',
              METRIC_NAMESPACE: 'heliograph-prod',
            },
          },
        }),
      ],
    ]);
    const [[, { ScheduleExpression }] = ['', {}]] = ofType(own, 'AWS::Scheduler::Schedule');
    expect(ScheduleExpression).toBe('rate(5 minutes)');
  });

  it('may publish, read its messages, register its devices and read its secret, as AWS documents it', async () => {
    const statements = policyStatements(template.resources).filter(({ id }) => id.startsWith('Canary/runCanaryRole'));
    const granted = statements
      .filter(({ kind }) => kind === 'identity')
      .flatMap(({ actions, resources }) => actions.flatMap((action) => resources.map((on) => ({ action, on }))));
    const fields = granted.filter(({ action }) => action === 'appsync:GraphQL').map(({ on }) => on.split('/types/')[1]);
    expect(fields).toEqual(['Mutation/fields/publish', 'Query/fields/messages']);
    const others = granted.map(({ action }) => action).filter((action) => !/^(appsync|xray|logs|sqs):/.test(action));
    expect(others.toSorted()).toEqual([
      'lambda:InvokeFunction',
      'secretsmanager:DescribeSecret',
      'secretsmanager:GetSecretValue',
    ]);
    const faults = granted.map(({ action, on }) => faultOfGrant({ action, resource: on, conditionKeys: [] }));
    expect((await Promise.all(faults)).filter((fault) => fault !== undefined)).toEqual([]);
  });

  it('has dead-letter places', () => {
    expect(withoutPlace(template.resources, placesOf(template))).toEqual([]);
  });

  it('has alarms if it fails twice in a row and if it does not run, which link their entries', () => {
    const alarms = new Map(ofType(own, 'AWS::CloudWatch::Alarm').map(([id, alarm]) => [nameOf(id), alarm]));
    expect(alarms.get('Failing')).toMatchObject({ MetricName: 'CanaryFailures', EvaluationPeriods: 2, Threshold: 1 });
    expect(alarms.get('CanaryAbsent')).toMatchObject({ MetricName: 'Invocations', TreatMissingData: 'breaching' });
    for (const { AlarmDescription } of alarms.values()) {
      expect(brokenLink('docs/runbook.md', `#${`${AlarmDescription}`.split('#')[1]}`)).toBe(null);
    }
  });
});
