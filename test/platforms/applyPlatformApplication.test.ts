import { describe, expect, it } from 'vitest';
import {
  applyPlatformApplication,
  type PlatformApplicationProperties,
  type PlatformApplications,
} from '../../functions/platforms/applyPlatformApplication.ts';

const key = '-----BEGIN PRIVATE KEY-----\nTm90IGEga2V5IGF0IGFsbA\nc2Vjb25kIGxpbmU\n-----END PRIVATE KEY-----';
const apns = { signingKey: key, signingKeyId: 'KEYID00000', teamId: 'TEAM000000', bundleId: 'com.example.app' };
const fcm = { type: 'service_account', project_id: 'example', private_key: key, client_email: 'push@example.com' };

const properties: PlatformApplicationProperties = {
  Name: 'Stack-APNS',
  Platform: 'APNS',
  SecretId: 'heliograph/apns',
  Attributes: { EventDeliveryFailure: 'topic', SuccessFeedbackSampleRate: '100' },
};
const arn = 'arn:aws:sns:eu-west-1:123456789012:app/APNS/Stack-APNS';

/** SNS and Secrets Manager; `refuse` makes SNS answer with an error that repeats what it got. */
function setUp(secret: object | string, refuse?: (attributes: Readonly<Record<string, string>>) => Error) {
  const calls: unknown[][] = [];
  const called = (attributes: Readonly<Record<string, string>>, ...call: unknown[]) => {
    if (refuse !== undefined) throw refuse(attributes);
    calls.push(call);
  };
  const applications: PlatformApplications = {
    async create(name, snsPlatform, attributes) {
      called(attributes, 'create', name, snsPlatform, attributes);
      return `arn:aws:sns:eu-west-1:123456789012:app/${snsPlatform}/${name}`;
    },
    async setAttributes(existing, attributes) {
      called(attributes, 'setAttributes', existing, attributes);
    },
    async delete(existing) {
      calls.push(['delete', existing]);
    },
  };
  const secrets = { read: async () => (typeof secret === 'string' ? secret : JSON.stringify(secret)) };
  return { calls, ports: { applications, secrets } };
}

describe('a platform application', () => {
  it('is made for APNs with token authentication', async () => {
    const { calls, ports } = setUp(apns);
    expect(await applyPlatformApplication(ports, properties, undefined)).toBe(arn);
    expect(calls).toEqual([
      [
        'create',
        'Stack-APNS',
        'APNS',
        {
          EventDeliveryFailure: 'topic',
          SuccessFeedbackSampleRate: '100',
          PlatformCredential: key,
          PlatformPrincipal: 'KEYID00000',
          ApplePlatformTeamID: 'TEAM000000',
          ApplePlatformBundleID: 'com.example.app',
          Enabled: 'true',
        },
      ],
    ]);
  });

  it('is made for FCM v1 with the service account as it is', async () => {
    const { calls, ports } = setUp(fcm);
    await applyPlatformApplication(ports, { ...properties, Name: 'Stack-FCM', Platform: 'FCM' }, undefined);
    expect(calls).toMatchObject([['create', 'Stack-FCM', 'GCM', { PlatformCredential: JSON.stringify(fcm) }]]);
  });

  it('takes rotated credentials in an update, and keeps its ARN', async () => {
    const { calls, ports } = setUp({ ...apns, signingKeyId: 'KEYID11111' });
    expect(await applyPlatformApplication(ports, properties, arn)).toBe(arn);
    expect(calls).toMatchObject([['setAttributes', arn, { PlatformPrincipal: 'KEYID11111', Enabled: 'true' }]]);
  });

  it('is another one under another name: CloudFormation deletes the former', async () => {
    const { calls, ports } = setUp(apns);
    const other = await applyPlatformApplication(ports, { ...properties, Name: 'Other' }, arn);
    expect(other).not.toBe(arn);
    expect(calls[0]?.[0]).toBe('create');
  });

  it.each([
    ['APNS', { ...apns, teamId: '' }, 'The secret lacks teamId.'],
    ['APNS_SANDBOX', {}, 'The secret lacks signingKey, signingKeyId, teamId, bundleId.'],
    ['FCM', { project_id: 'example' }, 'The secret lacks private_key, client_email.'],
    ['FCM', '{"private_key": "secret', 'The secret is not JSON.'],
    ['APNS', '"secret"', 'The secret is not a JSON object.'],
  ] as const)('of %s names what the secret lacks, and calls nothing', async (Platform, secret, message) => {
    const { calls, ports } = setUp(secret);
    await expect(applyPlatformApplication(ports, { ...properties, Platform }, undefined)).rejects.toThrow(
      new Error(message),
    );
    expect(calls).toEqual([]);
  });

  it.each([
    ['APNS', apns],
    ['FCM', fcm],
  ] as const)('of %s fails with SNS’s words and nothing of the secret', async (Platform, secret) => {
    const { ports } = setUp(secret, (attributes) =>
      Object.assign(new Error(`Platform credentials are invalid: ${Object.values(attributes).join(' ')}`), {
        name: 'InvalidParameterException',
      }),
    );
    const error: unknown = await applyPlatformApplication(ports, { ...properties, Platform }, undefined).catch(
      (caught: unknown) => caught,
    );
    expect(error).toMatchObject({
      message: expect.stringContaining('InvalidParameterException: Platform credentials'),
    });
    const told = `${error} ${JSON.stringify(error)} ${error instanceof Error ? error.stack : ''}`;
    for (const line of key.split('\n')) expect(told).not.toContain(line);
    expect(error).not.toHaveProperty('cause');
  });
});
