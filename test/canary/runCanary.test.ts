import { beforeEach, describe, expect, it } from 'vitest';
import { type Ports, runCanary } from '../../functions/canary/runCanary.ts';
import { readCanaryTokens } from '../../functions/rules/canary/canaryToken.ts';
import { pushAddress } from '../../functions/rules/devices/PushAddress.ts';
import { validateDeviceId } from '../../functions/rules/devices/validateDeviceId.ts';
import type { Measurement } from '../../functions/rules/metrics/EmitMetrics.ts';
import { readMessage, validateMessage } from '../../functions/rules/publishing/readMessage.ts';
import type { PublishInput, RegisterDeviceInput } from '../../schema/generated/types.ts';

const NOW = Date.parse('2026-01-01T01:00:00.000Z');

let registered: (readonly [string, RegisterDeviceInput])[];
let published: PublishInput[];
let measured: Measurement[];
let failures: string[];
let logged: object[];
let broken: Partial<Record<'tokens' | 'sent' | 'publish' | 'register', string>>;
let sent: Awaited<ReturnType<Ports['api']['sent']>>;

beforeEach(() => {
  [registered, published, measured, failures, logged, broken, sent] = [[], [], [], [], [], {}, []];
});

async function fail(part: keyof typeof broken, of = 'all'): Promise<void> {
  if (broken[part] === of || broken[part] === 'all') throw new Error(`${part} is broken`);
}

const ports: Ports = {
  clock: { now: () => NOW },
  platforms: ['APNS', 'APNS_SANDBOX', 'FCM'],
  tokens: async () => {
    await fail('tokens');
    return { FCM: 'phone' };
  },
  devices: {
    async register(userId, input) {
      await fail('register', userId);
      registered.push([userId, input]);
    },
  },
  api: {
    async publish(input) {
      await fail('publish');
      published.push(input);
    },
    async sent() {
      await fail('sent');
      return sent;
    },
  },
  emitMetrics: (measurement) => measured.push(measurement),
  log: (_, facts) => logged.push(facts),
  logFailure: (message, _, facts) => failures.push(`${message}: ${facts?.platform}`),
};

const outcome = () => measured.map(({ values }) => values);

describe('a run of the canary', () => {
  it('registers one device a platform, as a phone would, and sends all of them one valid message', async () => {
    await runCanary(ports);
    const users = ['heliograph-canary-APNS', 'heliograph-canary-APNS_SANDBOX', 'heliograph-canary-FCM'];
    expect(registered.map(([userId, { deviceId }]) => [userId, deviceId])).toEqual(users.map((id) => [id, id]));
    for (const [, { deviceId }] of registered) expect(validateDeviceId(deviceId)).toBe(null);
    const addresses = registered.map(([, { address }]) => pushAddress(address));
    expect(addresses.map(({ platform }) => platform)).toEqual(ports.platforms);
    expect(addresses[2]?.token).toBe('phone');
    const [input, ...others] = published;
    expect(others).toEqual([]);
    expect(input && validateMessage(input, readMessage(input))).toBe(null);
    expect(input?.audience).toEqual({ userIds: users });
    expect(outcome()).toEqual([{ CanaryFailures: 0, CanaryTime: [] }]);
    expect(failures).toEqual([]);
  });

  it('has a well-formed dead token where none is given', async () => {
    await runCanary({ ...ports, tokens: async () => ({}) });
    for (const [, { address }] of registered) expect(pushAddress(address).token).toContain('dead');
  });

  it.each([
    ['tokens', 3, 0],
    ['sent', 3, 1],
    ['publish', 3, 0],
  ] as const)('counts every platform where it fails at %s, and goes on if it can', async (part, count, messages) => {
    broken = { [part]: 'all' };
    await runCanary(ports);
    expect(outcome()).toMatchObject([{ CanaryFailures: count }]);
    expect(published).toHaveLength(messages);
    expect(failures).toHaveLength(1);
  });

  it('counts the one platform whose device is not registered, and sends to the others', async () => {
    broken = { register: 'heliograph-canary-APNS' };
    await runCanary(ports);
    expect(outcome()).toMatchObject([{ CanaryFailures: 1 }]);
    expect(published[0]?.audience.userIds).toEqual(['heliograph-canary-APNS_SANDBOX', 'heliograph-canary-FCM']);
    expect(failures).toEqual(['The canary’s device was not registered: APNS']);
  });

  it('judges the message of ten minutes ago', async () => {
    const createdAt = new Date(NOW - 600_000).toISOString();
    const transitions = [{ status: 'PROVIDER_ACCEPTED', at: new Date(NOW - 599_000).toISOString() }] as const;
    const nodes = [{ platform: 'FCM', status: 'PROVIDER_ACCEPTED', transitions }] as const;
    const userIds = ['heliograph-canary-FCM', 'heliograph-canary-APNS'];
    const progress = { providerAccepted: 1, received: 0, opened: 0, failed: 0 };
    sent = [{ id: 'm', createdAt, audience: { userIds }, deliveries: { nodes }, progress }];
    await runCanary(ports);
    expect(outcome()).toEqual([{ CanaryFailures: 1, CanaryTime: [1_000] }]);
    expect(logged).toEqual([{ platform: 'APNS', messageId: 'm', status: undefined, reason: undefined }]);
  });
});

describe('the secret of test phones', () => {
  it('has tokens by platform', () => {
    expect(readCanaryTokens('{"APNS":"a1","FCM":"b"}')).toEqual({ APNS: 'a1', FCM: 'b' });
    expect(readCanaryTokens('{}')).toEqual({});
  });

  it.each(['', 'token', '[]', '{"GCM":"secret-token"}', '{"FCM":""}', '{"FCM":7}', 'null'])(
    'that is %s is refused, without what it holds',
    (text) => {
      const read = () => readCanaryTokens(text);
      expect(read).toThrow('APNS, APNS_SANDBOX, FCM');
      expect(read).not.toThrow('secret-token');
    },
  );
});
