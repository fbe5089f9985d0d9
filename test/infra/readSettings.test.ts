import { App } from 'aws-cdk-lib';
import { temporaryFolder } from 'local-cloud/testing/temporaryFolder';
import { describe, expect, it } from 'vitest';
import { breakerDefaults } from '../../functions/rules/breaker/BreakerSettings.ts';
import { installationId } from '../../infra/aws/settings/InstallationSettings.ts';
import { readSettings } from '../../infra/aws/settings/readSettings.ts';

const platformSecrets = { FCM: 'heliograph/fcm' };
const outdir = temporaryFolder('settings');
const read = (context: object) => readSettings(new App({ outdir, context: { ...context } }).node);
const settings = (context: object = {}) => {
  const named = Object.entries({ platformSecrets, alarmTopicArn: 'none', ...context }).map(([name, value]) => [
    `heliograph:${name}`,
    value,
  ]);
  return read(Object.fromEntries(named));
};

const api = { services: [], apiLogLevel: 'ERROR', apiVisibility: 'GLOBAL', vpcSubnetIds: [], vpcSecurityGroupIds: [] };
const prod = { name: 'heliograph', stage: 'prod', deletionProtection: true, logRetentionDays: 30 };

describe('the settings of a deployment', () => {
  it('but the credentials have defaults', () => {
    expect(settings()).toEqual({
      ...prod,
      alarmTopicArn: 'none',
      platformSecrets,
      deletePlatforms: [],
      snsPublishRate: 300,
      devicesPerUser: 25,
      groupHoldMinutes: 15,
      answerHours: 7,
      breaker: breakerDefaults,
      alarms: { successPercent: 90, minimumPushes: 50, latencySeconds: 300, accountConcurrency: 1_000 },
      stepUpCodes: 'attributes',
      guardOwnReads: false,
      ...api,
      selfSignUp: false,
      introspection: false,
      credentialsRevision: '1',
      topicSuccessSampleRate: 100,
      suspendAfterDays: 3,
      tags: {},
      waf: 'on',
      wafRates: { all: 10_000, sensitive: 1_000 },
      userPoolWaf: 'off',
      accessLog: false,
      auditDays: 365,
      canary: false,
    });
  });

  it('are taken as the command line gives them, as text', () => {
    const given = {
      snsPublishRate: '30000',
      devicesPerUser: '100',
      groupHoldMinutes: '1440',
      answerHours: '24',
      credentialsRevision: '3',
      stepUpCodes: 'userAuth',
      passkeyRelyingParty: 'app.example',
      alarmTopicArn: 'arn:aws:sns:eu-west-1:111122223333:alarms',
      deletePlatforms: 'APNS,APNS_SANDBOX',
    };
    const switches = { selfSignUp: 'true', deletionProtection: 'false', introspection: true, guardOwnReads: true };
    const on = { selfSignUp: true, deletionProtection: false, introspection: true, guardOwnReads: true };
    const numbers = { snsPublishRate: 30_000, devicesPerUser: 100, groupHoldMinutes: 1440, answerHours: 24 };
    expect(settings({ services: 'billing,order-desk' }).services).toEqual(['billing', 'order-desk']);
    expect(settings({ breaker: '{"minimum":7}' }).breaker).toEqual({ ...breakerDefaults, minimum: 7 });
    const taken = {
      ...prod,
      auditDays: 365,
      ...api,
      breaker: breakerDefaults,
      alarms: settings().alarms,
      platformSecrets,
      canary: false,
      deletePlatforms: ['APNS', 'APNS_SANDBOX'],
      ...numbers,
      ...on,
    };
    const firewall = {
      waf: 'off',
      userPoolWaf: 'on',
      accessLog: false,
      wafRates: { all: 100, sensitive: 1_000 },
    };
    const topics = { suspendAfterDays: 7, topicSuccessSampleRate: 5, tags: { team: 'push', stage: 'a=b' } };
    expect(
      settings({
        ...given,
        ...switches,
        ...firewall,
        wafRates: '{"all":100}',
        topicSuccessSampleRate: '5',
        suspendAfterDays: '7',
        tags: 'team=push,stage=a=b',
      }),
    ).toEqual({
      ...given,
      ...taken,
      ...topics,
      ...firewall,
    });
    expect(settings({ tags: topics.tags }).tags).toEqual(topics.tags);
    expect(settings({ alarms: '{"latencySeconds":60}', triggerConcurrency: '5' })).toMatchObject({
      alarms: { latencySeconds: 60, minimumPushes: 50 },
      triggerConcurrency: 5,
    });
    expect(settings({ selfSignUp: 'false' }).selfSignUp).toBe(false);
    const canaries = ['true', 'false', true, false, 'heliograph/canary'];
    expect(canaries.map((canary) => settings({ canary }).canary)).toEqual([true, false, true, false, canaries[4]]);
  });

  it.each([
    ['snsPublishRate', ['abc', 0, -1, '', 'Infinity', 1.5, {}], 'a whole number from 1'],
    ['groupHoldMinutes', ['abc', 0, -1, '', 1441, 1.5, {}], 'a whole number from 1 to 1440'],
    ['devicesPerUser', ['abc', 0, -1, '', 101, 1.5, {}], 'a whole number from 1 to 100'],
    ['answerHours', ['abc', 0, -1, '', 673, 1.5, {}], 'a whole number from 1 to 672'],
    [
      'breaker',
      ['x', '[]', [], 7, { other: 1 }, { minimum: 0 }, { silent: 101 }, { minutes: '5' }, { holdSeconds: 901 }],
      'minimum (1–1000000)',
    ],
    ['alarms', ['x', [], 7, { other: 1 }, { successPercent: 101 }, { latencySeconds: 0 }], 'latencySeconds (1–86400)'],
    ['triggerConcurrency', ['abc', 0, -1, 1.5, {}], 'a whole number from 1'],
    ['canary', ['', 'a b', {}, [], 1, ['true'], 'x'.repeat(513)], 'true, false, or the name of a secret'],
    ['stepUpCodes', ['pigeon', '', {}], 'attributes or userAuth'],
    ['selfSignUp', ['yes', '', 1, 'TRUE', {}, []], 'true or false'],
    ['deletionProtection', ['on', '', 1, {}, []], 'true or false'],
    ['services', ['Billing', '', 'a,a', 'a b', 'a-1', ['x'.repeat(32)], {}, true, [1]], 'names such as billing'],
    ['apiLogLevel', ['NONE', 'error', '', 1], 'ERROR or INFO or DEBUG or ALL'],
    ['apiVisibility', ['private', '', true], 'GLOBAL or PRIVATE'],
    ['apiDomain', ['https://push.example.com', 'push', '*.example.com', '', 'a b.example.com', {}], 'a domain'],
    [
      'apiCertificateArn',
      ['push', `arn:aws:acm:eu-west-1:111122223333:certificate/${'1'.repeat(8)}`, {}],
      'a certificate in us-east-1',
    ],
    ['vpcSubnetIds', ['a', 'subnet-1', ['subnet-01234567', 'subnet-01234567'], {}], 'subnet-0123456789abcdef0'],
    ['vpcSecurityGroupIds', ['default', {}, [1]], 'sg-0123456789abcdef0'],
    ['permissionsBoundaryArn', ['Boundary', '', 'arn:aws:iam::111122223333:role/Boundary', {}], 'a managed policy'],
    ['topicSuccessSampleRate', ['abc', -1, 101, '', 1.5, {}], 'a whole number from 0 to 100'],
    [
      'tags',
      [[], 1, { 'aws:team': 'x' }, { 'heliograph:x': 'x' }, { team: 1 }, { a: '*' }, '=x', ''],
      'such as team=push',
    ],
    ['waf', ['yes', '', true, 'arn:aws:wafv2:us-east-1:111122223333:global/webacl/x/1', {}], 'on, off, or the ARN'],
    ['userPoolWaf', ['block', '', 1], 'on, off, or the ARN'],
    ['wafRates', ['x', 7, { other: 1 }, { all: 9 }, { sensitive: 1.5 }], 'all (10–2000000000)'],
    ['accessLog', ['on', '', 1, {}], 'true or false'],
    ['auditDays', ['', 0, 7, 366, '1e3', {}], 'one of 30, 60, 90, 120, 150, 180, 365, 400, '],
    [
      'name',
      ['Heliograph', '', 'a-', '-a', 'a--b', 'x'.repeat(21), 'a_b', 'kept', 'a-topic', 'topic-a', 1],
      'heliograph',
    ],
    ['stage', ['Prod', '', 'pre-prod', 'x'.repeat(11), '1a', true], 'staging'],
    ['installation', ['a b', '', '-a', 'x'.repeat(32)], 'the name of a stack'],
    ['logRetentionDays', [0, 1, 2, 4, 3653, 'month', {}], '3, 5, 7, 14, 30'],
    ['introspection', ['on', '', 1, {}], 'true or false'],
    ['passkeyRelyingParty', ['https://app.example', 'app.example/', 'app.example:443', '', true, 'a b'], 'a domain'],
    ['alarmTopicArn', ['alarms', '', 'arn:aws:sqs:eu-west-1:111122223333:alarms'], 'an SNS topic'],
    ['deletePlatforms', ['GCM', '', 'FCM', ['APNS', 'APNS'], [1], {}, true], 'some of APNS, APNS_SANDBOX'],
    [
      'platformSecrets',
      ['heliograph/fcm', {}, [], { GCM: 'x' }, { FCM: '' }, { FCM: 1 }, null],
      'APNS, APNS_SANDBOX, FCM',
    ],
  ])('%s is refused by name where it is anything else', (name, wrong, allowed) => {
    for (const value of wrong) {
      const found = () => settings({ [name]: value });
      expect(found, JSON.stringify(value)).toThrow(`heliograph:${name}`);
      expect(found, JSON.stringify(value)).toThrow(allowed);
    }
  });

  it('log accesses by the own web ACL alone', () => {
    expect(() => settings({ accessLog: true, waf: 'off' })).toThrow('heliograph:accessLog');
    expect(settings({ accessLog: true }).accessLog).toBe(true);
  });

  it('give the API a domain with its certificate, or make it private with a VPC', () => {
    const domain = {
      apiDomain: 'push.example.com',
      apiCertificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/1234abcd-12ab-34cd-56ef-1234567890ab',
    };
    const vpc = { vpcSubnetIds: ['subnet-01234567', 'subnet-89abcdef'], vpcSecurityGroupIds: ['sg-01234567'] };
    expect(settings(domain)).toMatchObject(domain);
    expect(
      settings({ ...vpc, vpcSubnetIds: 'subnet-01234567,subnet-89abcdef', apiVisibility: 'PRIVATE' }),
    ).toMatchObject(vpc);
    for (const name of ['apiDomain', 'apiCertificateArn']) {
      expect(() => settings({ ...domain, [name]: undefined })).toThrow(`heliograph:${name}`);
    }
    for (const name of ['vpcSubnetIds', 'vpcSecurityGroupIds']) {
      expect(() => settings({ ...vpc, apiVisibility: 'PRIVATE', [name]: undefined })).toThrow(`heliograph:${name}`);
    }
    expect(() => settings(vpc)).toThrow('heliograph:vpcSubnetIds');
    expect(() => settings({ ...vpc, ...domain, apiVisibility: 'PRIVATE' })).toThrow('heliograph:apiDomain');
  });

  it('name the installation', () => {
    const idWith = (context: object) => installationId(settings(context));
    expect(idWith({})).toBe('heliograph-prod');
    expect(idWith({ name: 'push-shop', stage: 'staging' })).toBe('push-shop-staging');
    expect(idWith({ name: 'topical' })).toBe('topical-prod');
    // One that was deployed before installations had names.
    expect(idWith({ installation: 'Heliograph' })).toBe('Heliograph');
  });

  it('make the stage dev disposable', () => {
    const disposable = { stage: 'dev', deletionProtection: false, logRetentionDays: 3 };
    expect(settings({ stage: 'dev', alarmTopicArn: undefined })).toMatchObject(disposable);
    const kept = { stage: 'dev', deletionProtection: true, logRetentionDays: '90' };
    expect(settings(kept)).toMatchObject({ stage: 'dev', deletionProtection: true, logRetentionDays: 90 });
  });

  it('say whom alarms tell, unless the installation is disposable', () => {
    expect(() => settings({ alarmTopicArn: undefined })).toThrow(
      'The context heliograph:alarmTopicArn is undefined; it is required unless heliograph:stage is dev: the ARN of an',
    );
    expect(settings().alarmTopicArn).toBe('none');
  });

  it('may not leave out the credentials', () => {
    expect(() => read({})).toThrow('heliograph:platformSecrets');
  });
});
