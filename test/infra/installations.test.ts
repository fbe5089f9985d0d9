import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { beforeAll, describe, expect, it } from 'vitest';
import { appWith } from './appWith.ts';
import { physicalNames, unnamed } from './physicalNames.ts';
import { type Synthesized, synthesizedWith } from './synthesizedWith.ts';

/** What must not be lost. */
const kept = /^(AWS::(DynamoDB::GlobalTable|Cognito::UserPool|KMS::Key)|Custom::PlatformApplication)$/;

const policiesOf = ({ resources }: Synthesized) =>
  new Set(
    Object.values(resources)
      .filter(({ Type }) => kept.test(Type))
      .map(({ DeletionPolicy, UpdateReplacePolicy }) => `${DeletionPolicy} ${UpdateReplacePolicy}`),
  );

/** Whether AWS refuses to delete tables and the user pool. */
const protectionsOf = ({ resources }: Synthesized) =>
  new Set(
    Object.values(resources).flatMap(({ Type, Properties }) => {
      if (Type === 'AWS::Cognito::UserPool') return [Properties.DeletionProtection];
      const [replica] = (Properties.Replicas ?? []) as { DeletionProtectionEnabled?: boolean }[];
      return Type === 'AWS::DynamoDB::GlobalTable' ? [replica?.DeletionProtectionEnabled] : [];
    }),
  );

const retentionsOf = ({ resources }: Synthesized) =>
  new Set(
    Object.values(resources)
      .filter(({ Type }) => Type === 'AWS::Logs::LogGroup')
      .map(({ Properties }) => Properties.RetentionInDays),
  );

let prod: Synthesized;
let dev: Synthesized;

beforeAll(async () => {
  prod = await synthesizedWith({});
  dev = await synthesizedWith({ 'heliograph:stage': 'dev' });
});

describe('the stage prod', () => {
  it('keeps tables, users, keys and endpoints when the stack goes, unless its first deployment fails', () => {
    expect(policiesOf(prod)).toEqual(new Set(['RetainExceptOnCreate Retain']));
  });

  it('is protected from deletion', () => {
    expect(protectionsOf(prod)).toEqual(new Set([true, 'ACTIVE']));
    expect(prod.terminationProtection).toBe(true);
  });

  it('is not yet, in a first deployment: CloudFormation could not remove a protected table if that fails', async () => {
    const first = await synthesizedWith({ 'heliograph:deletionProtection': false });
    expect(policiesOf(first)).toEqual(policiesOf(prod));
    expect(protectionsOf(first)).toEqual(new Set([false, 'INACTIVE']));
    expect(first.terminationProtection).toBe(false);
  });

  it('keeps logs for a month, a week where they hold push tokens, and the audit log for a year', () => {
    expect(retentionsOf(prod)).toEqual(
      new Set([RetentionDays.ONE_MONTH, RetentionDays.ONE_WEEK, RetentionDays.ONE_YEAR]),
    );
  });

  it('is refused unless it says whom alarms tell', async () => {
    await expect(appWith({ 'heliograph:alarmTopicArn': undefined })).rejects.toThrow('heliograph:alarmTopicArn');
  });
});

describe('the stage dev', () => {
  it('goes with its stack, and nothing is protected', () => {
    expect(policiesOf(dev)).toEqual(new Set(['Delete Delete']));
    expect(protectionsOf(dev)).toEqual(new Set([false, 'INACTIVE']));
    expect(dev.terminationProtection).toBe(false);
  });

  it('keeps logs but that of admins for days', () => {
    expect(retentionsOf(dev)).toEqual(new Set([RetentionDays.THREE_DAYS, RetentionDays.ONE_YEAR]));
  });

  it('keeps logs as long as it is told', async () => {
    const told = await synthesizedWith({ 'heliograph:stage': 'dev', 'heliograph:logRetentionDays': 90 });
    expect(retentionsOf(told)).toEqual(
      new Set([RetentionDays.THREE_MONTHS, RetentionDays.ONE_WEEK, RetentionDays.ONE_YEAR]),
    );
  });
});

/** Names whose beginning is AWS's: the group of an API's log, those of SNS's delivery-status logs and of a web ACL. */
const givenByAws = /^(\/aws\/appsync\/apis\/\*$|sns\/\*\/\*\/app\/\w+\/|aws-waf-logs-)/;

describe('an installation', () => {
  const other = { 'heliograph:name': 'push-shop', 'heliograph:stage': 'staging' };

  it.each([
    ['heliograph-prod', {}],
    ['heliograph-dev', { 'heliograph:stage': 'dev' }],
    ['push-shop-staging', other],
  ])('%s begins every name', async (id, context) => {
    const { resources, stackName } = await synthesizedWith(context);
    expect(stackName).toBe(id);
    expect(unnamed(resources)).toEqual([]);
    const names = await physicalNames(resources);
    expect(names.length).toBeGreaterThan(10);
    const begins = (text: string) => new RegExp(`^${id}($|[-/])`).test(text.replace(givenByAws, ''));
    expect(names.filter(({ text }) => text.replace(givenByAws, '') !== '' && !begins(text))).toEqual([]);
  });

  it('shares no name, pattern, tag or metric with another', async () => {
    const [first, second] = await Promise.all([synthesizedWith({}), synthesizedWith(other)]);
    expect(JSON.stringify(first.resources)).not.toContain('push-shop');
    expect(JSON.stringify(second.resources)).not.toMatch(/heliograph-prod/i);
    const renamed = JSON.stringify(first.resources).replaceAll('heliograph-prod', 'push-shop-staging');
    expect(JSON.parse(renamed)).toEqual(second.resources);
  });

  it('exports nothing, and says which it is', async () => {
    const { outputs, resources } = await synthesizedWith(other);
    expect(JSON.stringify(outputs)).not.toContain('Export');
    expect(outputs.Dashboard).toBe('push-shop-staging');
    const tagged = Object.values(resources).filter(({ Properties }) => Properties.Tags !== undefined);
    expect(tagged.length).toBeGreaterThan(50);
    for (const { Properties } of tagged) expect(JSON.stringify(Properties.Tags)).toContain('"push-shop-staging"');
  });
});
