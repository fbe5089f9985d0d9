import { describe, expect, it } from 'vitest';
import { registerDevice } from '../../functions/devices/registerDevice.ts';
import type { RegisterDeviceInput } from '../../schema/generated/types.ts';
import { InMemoryDevices } from './InMemoryDevices.ts';
import { InMemoryEndpoints } from './InMemoryEndpoints.ts';
import { problemsOf, settle, unhurried } from './settle.ts';

const start = Date.parse('2026-01-01T00:00:00Z');

function setUp(devicesPerUser = 25) {
  const store = new InMemoryDevices();
  const endpoints = new InMemoryEndpoints();
  let now = start;
  const ports = { ...unhurried, devicesPerUser, clock: { now: () => now }, store, endpoints };
  return {
    store,
    endpoints,
    later: (milliseconds: number) => {
      now += milliseconds;
    },
    register: (userId: string, deviceId: string, token: string, more: Partial<RegisterDeviceInput> = {}) =>
      registerDevice(ports, userId, { deviceId, address: { fcm: { token } }, ...more }),
    only: () => {
      const [device, ...others] = store.devices.values();
      if (device === undefined || others.length > 0) throw new Error('There is not one device.');
      return device;
    },
    async settled(): Promise<void> {
      await settle(store, endpoints);
      expect(problemsOf(store, endpoints)).toEqual([]);
    },
  };
}

describe('sixty devices of a user at once', () => {
  it('get their turns one by one, and those that wait too long make no endpoint', async () => {
    const { register, store, endpoints, settled } = setUp();
    const ids = Array.from({ length: 60 }, (_, index) => `phone-${index}`);
    const outcomes = await Promise.allSettled(ids.map((id) => register('ann', id, `token-of-${id}`)));
    const refused = outcomes.filter(({ status }) => status === 'rejected');
    expect(refused.length).toBeGreaterThan(0);
    for (const outcome of refused) {
      expect(outcome).toMatchObject({ reason: { errorType: 'Unavailable', errorInfo: { retryable: true } } });
    }
    expect(store.devices.size).toBe(60 - refused.length);
    expect(endpoints.all.size).toBe(store.devices.size);
    expect(store.turns.size).toBe(0);
    await settled();
    // The app tries again.
    for (const id of ids) await register('ann', id, `token-of-${id}`);
    expect(store.devices.size).toBe(25);
  });

  it('do not wait for a registration that died', async () => {
    const { register, store, later } = setUp();
    store.turns.set('ann', { id: 'dead', until: start + 30_000, ttl: 0 });
    await expect(register('ann', 'phone', 'token')).rejects.toMatchObject({ errorType: 'Unavailable' });
    later(30_000);
    expect((await register('ann', 'phone', 'token')).created).toBe(true);
  });

  it('do not keep a device that is known from its refresh', async () => {
    const { register, store } = setUp();
    await register('ann', 'phone', 'token');
    store.turns.set('ann', { id: 'other', until: start + 30_000, ttl: 0 });
    expect((await register('ann', 'phone', 'token')).created).toBe(false);
    expect((await register('ann', 'phone', 'next-token')).device.tokenHash).not.toBe('');
  });

  it('ends the turn of a registration that SNS refuses', async () => {
    const { register, store, endpoints } = setUp();
    endpoints.create = () => Promise.reject(new Error('SNS is away.'));
    await expect(register('ann', 'phone', 'token')).rejects.toThrow('SNS is away.');
    expect(store.turns.size).toBe(0);
  });
});

describe('the first registration', () => {
  it('makes the endpoint and tells all that the app said of itself', async () => {
    const { register, store, endpoints, settled } = setUp();
    const { device, created } = await register('ann', 'phone', 'token', {
      name: 'Ann’s phone',
      appVersion: '1.2.3',
      locale: 'de-CH',
      timeZone: 'Europe/Zurich',
    });
    expect(created).toBe(true);
    expect(device).toMatchObject({
      id: 'phone',
      userId: 'ann',
      platform: 'FCM',
      status: 'ENABLED',
      addressVersion: 1,
      name: 'Ann’s phone',
      appVersion: '1.2.3',
      locale: 'de-CH',
      timeZone: 'Europe/Zurich',
      registeredAt: '2026-01-01T00:00:00.000Z',
      lastSeenAt: '2026-01-01T00:00:00.000Z',
      ttl: start / 1000 + 270 * 86_400,
    });
    expect(endpoints.all.get(device.endpointArn)).toEqual({
      platform: 'FCM',
      token: 'token',
      enabled: true,
      userId: 'ann',
    });
    expect([...store.users.keys()]).toEqual(['ann']);
    expect(store.intents.size).toBe(0);
    await settled();
  });

  it('is refused for a platform that the settings left out, and calls nothing', async () => {
    const { register, endpoints } = setUp();
    endpoints.platforms = ['APNS'];
    await expect(register('ann', 'phone', 'token')).rejects.toMatchObject({
      errorType: 'PlatformNotConfigured',
      errorInfo: { field: 'input.address', given: 'FCM', limit: 'APNS' },
    });
    expect(endpoints.calls).toEqual([]);
  });

  it('finds the endpoint that an earlier installation left, and enables it', async () => {
    const { register, endpoints, only, settled } = setUp();
    endpoints.disable(await endpoints.create('FCM', 'token'));
    await register('ann', 'phone', 'token');
    expect(endpoints.all.get(only().endpointArn)?.enabled).toBe(true);
    expect(endpoints.all.size).toBe(1);
    await settled();
  });
});

describe('a further start of the app', () => {
  it('costs one look at the endpoint, and moves on when the device was last seen', async () => {
    const { register, endpoints, store, later, only } = setUp();
    await register('ann', 'phone', 'token', { appVersion: '1' });
    const before = only();
    endpoints.calls.length = 0;
    store.stream.length = 0;
    later(86_400_000);
    const { device, created } = await register('ann', 'phone', 'token', { appVersion: '2' });
    expect(created).toBe(false);
    expect(endpoints.calls).toEqual(['read']);
    expect(device).toMatchObject({
      addressVersion: before.addressVersion,
      registeredAt: before.registeredAt,
      lastSeenAt: '2026-01-02T00:00:00.000Z',
      appVersion: '2',
      ttl: before.ttl + 86_400,
      change: 'SEEN',
    });
  });

  it('gives a new token a new endpoint, and the old one goes', async () => {
    const { register, endpoints, only, settled } = setUp();
    await register('ann', 'phone', 'old');
    await register('ann', 'phone', 'new');
    expect(only()).toMatchObject({ token: 'new', addressVersion: 2, change: 'ADDRESS' });
    await settled();
    expect([...endpoints.all.values()].map(({ token }) => token)).toEqual(['new']);
  });

  it('enables a disabled endpoint again, under a new version of the address', async () => {
    const { register, endpoints, store, only, settled } = setUp();
    const { device } = await register('ann', 'phone', 'token');
    endpoints.disable(device.endpointArn);
    store.disable('ann', 'phone');
    await register('ann', 'phone', 'token');
    expect(only()).toMatchObject({ status: 'ENABLED', addressVersion: 2, endpointArn: device.endpointArn });
    expect(only()).not.toHaveProperty('disabledReason');
    await settled();
  });

  it('that enables an endpoint which SNS has just disabled is a new version, so that the late report undoes nothing', async () => {
    const { register, endpoints, only, settled } = setUp();
    const { device } = await register('ann', 'phone', 'token');
    endpoints.disable(device.endpointArn);
    await register('ann', 'phone', 'token');
    expect(only()).toMatchObject({ status: 'ENABLED', addressVersion: 2, endpointArn: device.endpointArn });
    await settled();
  });

  it('makes an endpoint again that was deleted behind our back', async () => {
    const { register, endpoints, only, settled } = setUp();
    const { device } = await register('ann', 'phone', 'token');
    await endpoints.delete(device.endpointArn);
    await register('ann', 'phone', 'token');
    expect(only().endpointArn).not.toBe(device.endpointArn);
    expect(only().addressVersion).toBe(2);
    await settled();
  });

  it('comes back after 270 days as a new device', async () => {
    const { register, store, settled } = setUp();
    await register('ann', 'phone', 'token');
    store.expireDevice('ann', 'phone');
    await settled();
    expect((await register('ann', 'phone', 'token')).created).toBe(true);
    await settled();
  });

  it('comes back with another token before the expired row was cleared away', async () => {
    const { register, store, endpoints, settled } = setUp();
    await register('ann', 'phone', 'old');
    store.expireDevice('ann', 'phone');
    await register('ann', 'phone', 'new');
    await settled();
    expect([...endpoints.all.values()].map(({ token }) => token)).toEqual(['new']);
    expect(store.addresses.size).toBe(1);
  });
});

describe('a device that changes hands', () => {
  it('is the new user’s alone, on an endpoint of its own', async () => {
    const { register, endpoints, only, settled } = setUp();
    const { device: former } = await register('ann', 'phone', 'token');
    const { device, created } = await register('ben', 'phone', 'token');
    expect(created).toBe(true);
    expect(only()).toEqual(device);
    // As any new device: the version tells nothing of the former owner's.
    expect(device.addressVersion).toBe(1);
    // A push in flight, or a subscription, of the former owner finds nothing.
    expect(endpoints.all.has(former.endpointArn)).toBe(false);
    await settled();
  });

  it('goes with its token when the app chose a new id', async () => {
    const { register, store, settled } = setUp();
    const { device: former } = await register('ann', 'before', 'token');
    await register('ben', 'after', 'token');
    expect([...store.devices.keys()]).toEqual(['ben after']);
    expect([...store.owners.keys()]).toEqual(['after']);
    expect(former.userId).toBe('ann');
    await settled();
  });

  it('is not taken by its id alone, whoever has the other token, and nothing tells whose it is', async () => {
    const { register, store, endpoints, settled } = setUp();
    await register('ann', 'phone', 'one', { name: 'Ann’s phone' });
    await register('ben', 'tablet', 'two');
    const before = [...store.devices.values()];
    endpoints.calls.length = 0;
    const refusals = await Promise.all(
      ['two', 'three'].map((token) => register('ben', 'phone', token).catch((error: unknown) => error)),
    );
    store.disable('ann', 'phone');
    refusals.push(await register('cleo', 'phone', 'four').catch((error: unknown) => error));
    for (const error of refusals) {
      expect(error).toMatchObject({ errorType: 'DeviceTaken', errorInfo: { field: 'input.deviceId' } });
      expect(JSON.stringify(error) + String(error)).not.toMatch(/ann|phone|FCM/i);
    }
    // SNS is not asked, and no intent is left.
    expect(endpoints.calls).toEqual([]);
    expect(store.intents.size).toBe(0);
    expect([...store.devices.values()].map(({ revision }) => revision)).toEqual(before.map(({ revision }) => revision));
    await settled();
  });

  it('is not taken by the same token of another platform', async () => {
    const { register, settled } = setUp();
    await register('ann', 'phone', 'ab');
    const address = { apns: { token: 'ab' } };
    await expect(register('ben', 'phone', '', { address })).rejects.toMatchObject({ errorType: 'DeviceTaken' });
    await settled();
  });

  it('is taken by nobody else if it is a canary’s, and no broadcast goes to a canary', async () => {
    const { register, store, settled } = setUp();
    const id = 'heliograph-canary-FCM';
    await expect(register('ben', id, 'one')).rejects.toMatchObject({ errorType: 'DeviceTaken' });
    await register(id, id, 'dead');
    await register('ben', 'phone', 'one');
    const placed = [...store.devices.values()].filter(({ platformShard }) => platformShard !== undefined);
    expect(placed.map(({ userId }) => userId)).toEqual(['ben']);
    await settled();
  });

  it('is free again once it is unregistered or has expired', async () => {
    const { register, store, settled } = setUp();
    await register('ann', 'phone', 'one');
    store.expireDevice('ann', 'phone');
    expect(await register('ben', 'phone', 'two')).toMatchObject({ created: true, device: { addressVersion: 1 } });
    await settled();
  });

  it('keeps the endpoint when the same user has a new installation', async () => {
    const { register, store, only, settled } = setUp();
    const { device } = await register('ann', 'before', 'token');
    await register('ann', 'after', 'token');
    expect([...store.devices.keys()]).toEqual(['ann after']);
    expect(only().endpointArn).toBe(device.endpointArn);
    await settled();
  });

  it('gets a fresh endpoint where the former owner’s device expired a moment ago', async () => {
    const { register, store, endpoints, settled } = setUp();
    const { device } = await register('ann', 'phone', 'token');
    store.expireDevice('ann', 'phone');
    await register('ben', 'tablet', 'token');
    expect(endpoints.all.has(device.endpointArn)).toBe(false);
    await settled();
  });
});

it('registers whatever the app tells besides, and says what it left out', async () => {
  const { register } = setUp();
  const told = { name: 'n'.repeat(129), appVersion: '1.0 \ud83d', locale: 'zh_CN_#Hans', timeZone: 'Etc/Unknown' };
  const { device, ignored } = await register('ann', 'phone', 'token', told);
  expect(device).toMatchObject({ status: 'ENABLED', locale: 'zh-Hans-CN' });
  for (const name of ['name', 'appVersion', 'timeZone']) expect(device).not.toHaveProperty(name);
  expect(ignored).toEqual([
    { field: 'input.name', reason: expect.stringContaining('128') },
    { field: 'input.appVersion', reason: expect.stringContaining('64') },
    { field: 'input.timeZone', reason: expect.stringContaining('IANA') },
  ]);
  expect((await register('ann', 'phone', 'token', { name: '', locale: null })).ignored).toEqual([]);
});

describe('more devices than a user may have', () => {
  it('make room by the one unseen longest: its rows, its endpoint, and the answer that says so', async () => {
    const { register, store, endpoints, later, settled } = setUp();
    for (const number of Array.from({ length: 25 }).keys()) {
      later(1000);
      expect((await register('ann', `device-${number}`, `token-${number}`)).removed).toEqual([]);
    }
    await register('ben', 'bens', 'bens-token');
    later(1000);
    await register('ann', 'device-0', 'token-0');
    later(1000);
    expect(await register('ann', 'new', 'new-token')).toMatchObject({ created: true, removed: ['device-1'] });
    expect([...store.devices.keys()].filter((key) => key.startsWith('ann '))).toHaveLength(25);
    expect(store.devices.has('ann device-1')).toBe(false);
    await settled();
    expect([...endpoints.all.values()].map(({ token }) => token)).not.toContain('token-1');
    // The device that made room comes back at its next start, as any new one.
    expect(await register('ann', 'device-1', 'token-1')).toMatchObject({ created: true, removed: ['device-2'] });
    await settled();
  });

  it('are not made by a new token, nor by a token that moves to another id', async () => {
    const { register, store, settled } = setUp(2);
    await register('ann', 'phone', 'one');
    await register('ann', 'tablet', 'two');
    expect((await register('ann', 'phone', 'three')).removed).toEqual([]);
    expect((await register('ann', 'phablet', 'two')).removed).toEqual([]);
    expect([...store.devices.keys()].toSorted()).toEqual(['ann phablet', 'ann phone']);
    await settled();
  });

  it('shrink at the next start of any of them after the setting was lowered', async () => {
    const { register, store, endpoints, later, settled } = setUp(100);
    for (const number of Array.from({ length: 40 }).keys()) {
      later(1000);
      await register('ann', `device-${number}`, `token-${number}`);
    }
    const ports = { ...unhurried, devicesPerUser: 3, clock: { now: () => start + 1e6 }, store, endpoints };
    const address = { fcm: { token: 'token-20' } };
    const { created, removed } = await registerDevice(ports, 'ann', { deviceId: 'device-20', address });
    expect({ created, removed: removed.length }).toEqual({ created: false, removed: 37 });
    expect([...store.devices.keys()].toSorted()).toEqual(['ann device-20', 'ann device-38', 'ann device-39']);
    await settled();
  });
});

describe('what cannot be registered', () => {
  const invalid: [string, Partial<RegisterDeviceInput>, string][] = [
    ['no address', { address: {} }, 'input.address'],
    ['two addresses', { address: { fcm: { token: 'a' }, apns: { token: 'ab' } } }, 'input.address'],
    ['an APNs token that is not hexadecimal', { address: { apns: { token: 'xyz' } } }, 'input.address.apns.token'],
    ['an Expo token', { address: { fcm: { token: 'ExponentPushToken[abc]' } } }, 'input.address.fcm.token'],
    ['a newer Expo token', { address: { fcm: { token: 'ExpoPushToken[abc]' } } }, 'input.address.fcm.token'],
    ['an APNs token for FCM', { address: { fcm: { token: '0aF1'.repeat(16) } } }, 'input.address.fcm.token'],
    ['an FCM token for APNs', { address: { apns: { token: 'cW1:APA91bH-x_y' } } }, 'input.address.apns.token'],
    ['an Expo token for APNs', { address: { apns: { token: 'ExpoPushToken[a]' } } }, 'input.address.apns.token'],
    ['an empty FCM token', { address: { fcm: { token: '' } } }, 'input.address.fcm.token'],
    ['an id with a space', { deviceId: 'a b' }, 'input.deviceId'],
  ];
  it.each(invalid)('is %s', async (_, input, field) => {
    const { register, store, endpoints } = setUp();
    await expect(register('ann', 'phone', 'token', input)).rejects.toMatchObject({
      errorType: 'InvalidInput',
      errorInfo: { field },
    });
    expect(store.devices.size + store.intents.size + endpoints.calls.length).toBe(0);
  });

  it('never repeats the token in an error', async () => {
    const { register } = setUp();
    for (const token of [`secret ${'x'.repeat(30)}`, 'ExponentPushToken[secret]', '5ec4e7'.repeat(11)]) {
      const error = await register('ann', 'phone', token).catch((caught: unknown) => caught);
      expect(JSON.stringify(error) + String(error)).not.toMatch(/secret|5ec4e7/);
    }
  });
});
