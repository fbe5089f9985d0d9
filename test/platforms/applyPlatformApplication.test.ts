import { describe, expect, it } from 'vitest';
import {
  applyPlatformApplication,
  type PlatformApplicationProperties,
  type PlatformApplications,
} from '../../functions/platforms/applyPlatformApplication.ts';

const key = '-----BEGIN PRIVATE KEY-----\nTm90IGEga2V5IGF0IGFsbA\nc2Vjb25kIGxpbmU\n-----END PRIVATE KEY-----';
const apns = { signingKey: key, signingKeyId: 'KEYID00000', teamId: 'TEAM000000', bundleId: 'com.example.app' };
const fcm = { type: 'service_account', project_id: 'example', private_key: key, client_email: 'push@example.com' };

const arn = 'arn:aws:sns:eu-west-1:123456789012:app/APNS/Stack-APNS';
const properties = {
  Arn: arn,
  Name: 'Stack-APNS',
  Platform: 'APNS',
  SecretId: 'heliograph/apns',
  Attributes: { EventDeliveryFailure: 'topic', SuccessFeedbackSampleRate: '100' },
} as const satisfies PlatformApplicationProperties;

/**
 * SNS and Secrets Manager. `refuse` makes SNS answer with an error that repeats what it got, `known` are the
 * applications that are there.
 */
function setUp(
  secret: object | string,
  refuse?: (attributes: Readonly<Record<string, string>>) => Error,
  known: readonly string[] = [],
) {
  const calls: unknown[][] = [];
  const called = (attributes: Readonly<Record<string, string>>, ...call: unknown[]) => {
    if (refuse !== undefined) throw refuse(attributes);
    calls.push(call);
  };
  const applications: PlatformApplications = {
    async create(name, snsPlatform, attributes) {
      called(attributes, 'create', name, snsPlatform, attributes);
    },
    async setAttributes(existing, attributes) {
      if (!known.includes(existing)) return false;
      called(attributes, 'setAttributes', existing, attributes);
      return true;
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
    expect(await applyPlatformApplication(ports, properties)).toEqual({ created: true });
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
        },
      ],
    ]);
  });

  it('is made for FCM v1 with the service account as it is', async () => {
    const { calls, ports } = setUp(fcm);
    await applyPlatformApplication(ports, { ...properties, Name: 'Stack-FCM', Platform: 'FCM' });
    expect(calls).toMatchObject([['create', 'Stack-FCM', 'GCM', { PlatformCredential: JSON.stringify(fcm) }]]);
  });

  it('that is there takes rotated credentials, whoever made it', async () => {
    const { calls, ports } = setUp({ ...apns, signingKeyId: 'KEYID11111' }, undefined, [arn]);
    expect(await applyPlatformApplication(ports, properties)).toEqual({ created: false });
    expect(calls).toMatchObject([['setAttributes', arn, { PlatformPrincipal: 'KEYID11111' }]]);
  });

  it('is deleted when the properties ask for it, without a look at the secret', async () => {
    const { calls, ports } = setUp('no JSON', undefined, [arn]);
    expect(await applyPlatformApplication(ports, { Arn: arn, Deleted: 'true' })).toEqual({ created: false });
    expect(calls).toEqual([['delete', arn]]);
  });

  it.each([
    ['APNS', { ...apns, teamId: '' }, 'The secret lacks teamId.'],
    ['APNS_SANDBOX', {}, 'The secret lacks signingKey, signingKeyId, teamId, bundleId.'],
    ['FCM', { project_id: 'example' }, 'The secret lacks private_key, client_email.'],
    ['FCM', '{"private_key": "secret', 'The secret is not JSON.'],
    ['APNS', '"secret"', 'The secret is not a JSON object.'],
  ] as const)('of %s names what the secret lacks, and calls nothing', async (Platform, secret, message) => {
    const { calls, ports } = setUp(secret);
    await expect(applyPlatformApplication(ports, { ...properties, Platform })).rejects.toThrow(new Error(message));
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
    const error: unknown = await applyPlatformApplication(ports, { ...properties, Platform }).catch(
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
