import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type JsonObject, type LocalCloud, loadAssembly, silentLog, startLocalCloud } from 'local-cloud';
import { isThorough } from 'local-cloud/testing/effort';
import { temporaryFolder } from 'local-cloud/testing/temporaryFolder';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Settings } from '../../infra/aws/settings/readSettings.ts';
import { demoSecretsFor } from '../../infra/start/demo/demoSecrets.ts';
import { seedDemoUsers } from '../../infra/start/demo/seedDemoUsers.ts';
import { openHeliograph } from '../../infra/start/openHeliograph.ts';
import { graphql, graphqlData } from '../support/graphql.ts';
import { until } from '../support/observe.ts';
import { publishTo, unregisterDevice } from '../support/operations.ts';
import type { HeliographOutputs } from '../support/Runtime.ts';
import { type SignedIn, signIn } from '../support/signIn.ts';
import { synthesizeWith } from '../support/synthesizeWith.ts';

// One installation whose settings change from start to start, as from deployment to deployment.

/** What makes another installation, or another API. */
type Fixed = 'installation' | 'name' | 'stage' | 'apiVisibility' | 'vpcSubnetIds' | 'vpcSecurityGroupIds';

/** Every setting, changed, of the same installation. Without them it has its default. */
const changed: Readonly<Record<Exclude<keyof Settings, 'deletePlatforms' | Fixed>, unknown>> = {
  platformSecrets: { APNS: 'heliograph/apns', APNS_SANDBOX: 'heliograph/apns' },
  credentialsRevision: 2,
  snsPublishRate: 600,
  devicesPerUser: 3,
  groupHoldMinutes: 1,
  answerHours: 24,
  breaker: { minimum: 20, holdSeconds: 60 },
  stepUpCodes: 'userAuth',
  selfSignUp: true,
  deletionProtection: true,
  introspection: true,
  logRetentionDays: 14,
  guardOwnReads: true,
  services: ['billing', 'order-desk'],
  passkeyRelyingParty: 'localhost',
  topicSuccessSampleRate: 10,
  suspendAfterDays: 5,
  tags: { team: 'push', stage: 'test' },
  alarmTopicArn: 'arn:aws:sns:us-east-1:000000000000:alarms',
  alarms: { latencySeconds: 60 },
  canary: true,
  triggerConcurrency: 5,
  waf: 'on',
  wafRates: { all: 5_000 },
  userPoolWaf: 'on',
  accessLog: true,
  apiDomain: 'push.example.com',
  apiCertificateArn: 'arn:aws:acm:us-east-1:000000000000:certificate/1234abcd',
  apiLogLevel: 'ALL',
  permissionsBoundaryArn: 'arn:aws:iam::aws:policy/AdministratorAccess',
  auditDays: 400,
};

let directory: string;
let alice: SignedIn;
let paula: SignedIn;

beforeAll(() => {
  directory = temporaryFolder('settings');
});
afterAll(() => rm(directory, { recursive: true, force: true }));

async function start(
  settings: Readonly<Record<string, unknown>>,
): Promise<{ cloud: LocalCloud; outputs: HeliographOutputs }> {
  const assembly = loadAssembly(await synthesizeWith(settings, join(directory, 'cdk.out')));
  const secrets = demoSecretsFor(assembly);
  const cloud = await startLocalCloud({ assembly, directory, port: 0, log: silentLog, secrets });
  return { cloud, outputs: openHeliograph(cloud, await seedDemoUsers(cloud)) as HeliographOutputs };
}

const iphone = { apns: { token: 'a1'.repeat(32) } };
const tablet = { fcm: { token: 'tablet-of-alice' } };

/** Publishes to alice. Returns the end of each delivery, by device. */
async function deliver(outputs: HeliographOutputs): Promise<Readonly<Record<string, string>>> {
  const { id } = await publishTo(outputs, paula.accessToken, { userIds: [alice.sub] }, 'Hello');
  const query = 'query ($id: ID!) { message(id: $id) { deliveries { nodes { deviceId status reason } } } }';
  interface Answer {
    readonly message: {
      readonly deliveries: { readonly nodes: readonly { deviceId: string; status: string; reason: string | null }[] };
    };
  }
  const { message } = await until(
    'every delivery ends',
    () => graphqlData<Answer>(outputs, paula.accessToken, query, { id }),
    ({ message: { deliveries } }) =>
      deliveries.nodes.length > 0 && deliveries.nodes.every(({ status }) => !['QUEUED', 'SENT'].includes(status)),
  );
  const ends = message.deliveries.nodes.map(({ deviceId, status, reason }) => [deviceId, reason ?? status]);
  return Object.fromEntries(ends);
}

/** Registers a device. Returns the `errorType`, if it is refused. */
async function register(outputs: HeliographOutputs, deviceId: string, address: object): Promise<string | undefined> {
  const mutation = 'mutation ($input: RegisterDeviceInput!) { registerDevice(input: $input) { created } }';
  const { errors } = await graphql(outputs, alice.accessToken, mutation, { input: { deviceId, address } });
  return errors[0]?.errorType;
}

/** The endpoints of FCM that SNS has, or null if it has no application for it. */
async function fcmEndpoints({ platform }: LocalCloud): Promise<number | null> {
  const call = (operation: string, input: JsonObject) => platform.aws.call({ kind: 'root' }, 'sns', operation, input);
  const { PlatformApplications } = await call('ListPlatformApplications', {});
  const arns = (PlatformApplications as { PlatformApplicationArn: string }[]).map(
    (each) => each.PlatformApplicationArn,
  );
  const PlatformApplicationArn = arns.find((arn) => arn.includes(':app/GCM/'));
  if (PlatformApplicationArn === undefined) return null;
  const { Endpoints } = await call('ListEndpointsByPlatformApplication', { PlatformApplicationArn });
  return (Endpoints as unknown[]).length;
}

it.runIf(isThorough)('adds and removes every setting, the flow working on', async () => {
  {
    const { cloud, outputs } = await start({});
    await using _ = cloud;
    [alice, paula] = await Promise.all([signIn(outputs, 'alice'), signIn(outputs, 'paula')]);
    for (const [deviceId, address] of [
      ['iphone', iphone],
      ['tablet', tablet],
      ['old', { fcm: { token: 'old' } }],
    ] as const) {
      expect(await register(outputs, deviceId, address)).toBeUndefined();
    }
    const accepted = { iphone: 'PROVIDER_ACCEPTED', tablet: 'PROVIDER_ACCEPTED', old: 'PROVIDER_ACCEPTED' };
    expect(await deliver(outputs)).toEqual(accepted);
  }
  {
    const { cloud, outputs } = await start(changed);
    await using _ = cloud;
    expect(cloud.result.kept).toEqual([
      expect.stringMatching(/^Heliograph\/Platforms\/FCM.* \(Custom::PlatformApplication\)$/),
    ]);
    expect(await register(outputs, 'tablet', tablet)).toBe('PlatformNotConfigured');
    expect(await deliver(outputs)).toEqual({
      iphone: 'PROVIDER_ACCEPTED',
      tablet: 'PLATFORM_NOT_CONFIGURED',
      old: 'PLATFORM_NOT_CONFIGURED',
    });
    expect(await fcmEndpoints(cloud)).toBe(2);
    expect(await unregisterDevice(outputs, alice, 'old')).toEqual({ unregistered: true });
    await until('its endpoint is gone', async () => (await fcmEndpoints(cloud)) === 1);
  }
  {
    const { cloud, outputs } = await start({});
    await using _ = cloud;
    expect(await deliver(outputs)).toEqual({ iphone: 'PROVIDER_ACCEPTED', tablet: 'PROVIDER_ACCEPTED' });
  }
  {
    const { cloud, outputs } = await start({ platformSecrets: changed.platformSecrets, deletePlatforms: ['FCM'] });
    await using _ = cloud;
    expect(await fcmEndpoints(cloud)).toBeNull();
    expect(await deliver(outputs)).toEqual({ iphone: 'PROVIDER_ACCEPTED', tablet: 'PLATFORM_NOT_CONFIGURED' });
  }
});
