import { describe, expect, it } from 'vitest';
import { registerDevice } from '../../functions/devices/registerDevice.ts';
import { releaseDevice, releaseEndpoint, releaseIntent } from '../../functions/devices/releaseEndpoint.ts';
import { ApplicationError } from '../../functions/rules/ApplicationError.ts';
import { InMemoryDevices } from './InMemoryDevices.ts';
import { InMemoryEndpoints } from './InMemoryEndpoints.ts';
import { unhurried } from './settle.ts';

function setUp() {
  const store = new InMemoryDevices();
  const endpoints = new InMemoryEndpoints();
  const ports = { ...unhurried, clock: { now: () => 0 }, store, endpoints };
  const register = async (userId: string, deviceId: string, token: string) =>
    (await registerDevice(ports, userId, { deviceId, address: { fcm: { token } } })).device;
  return { store, endpoints, ports, register };
}

describe('a device that is gone', () => {
  it('leaves no owner, no address and no endpoint when time to live took its row', async () => {
    const { store, endpoints, ports, register } = setUp();
    const device = await register('ann', 'phone', 'token');
    store.expireDevice('ann', 'phone');
    await releaseDevice(ports, device);
    expect([store.owners.size, store.addresses.size, endpoints.all.size]).toEqual([0, 0, 0]);
  });

  it('keeps the endpoint for whoever has the token now', async () => {
    const { endpoints, ports, register } = setUp();
    const device = await register('ann', 'before', 'token');
    await register('ann', 'after', 'token');
    await releaseDevice(ports, device);
    expect(endpoints.all.has(device.endpointArn)).toBe(true);
  });

  it('may be released twice', async () => {
    const { store, endpoints, ports, register } = setUp();
    const device = await register('ann', 'phone', 'token');
    store.expireDevice('ann', 'phone');
    await releaseDevice(ports, device);
    await releaseDevice(ports, device);
    expect(endpoints.all.size).toBe(0);
  });
});

describe('an endpoint that a registration found while it was being deleted', () => {
  it('is replaced, under a new version of the address', async () => {
    const { store, endpoints, ports, register } = setUp();
    const device = await register('ann', 'phone', 'token');
    await endpoints.delete(device.endpointArn);
    await releaseEndpoint(ports, device);
    const now = await store.readDevice('ann', 'phone');
    expect(now).toMatchObject({ addressVersion: device.addressVersion + 1, status: 'ENABLED', change: 'ADDRESS' });
    expect(endpoints.all.get(`${now?.endpointArn}`)).toMatchObject({ token: 'token' });
  });

  it('does not bring a dead token back to life', async () => {
    const { store, endpoints, ports, register } = setUp();
    const device = await register('ann', 'phone', 'token');
    store.disable('ann', 'phone');
    await endpoints.delete(device.endpointArn);
    await releaseEndpoint(ports, device);
    const now = await store.readDevice('ann', 'phone');
    expect(now).toMatchObject({ status: 'DISABLED', disabledReason: 'INVALID_TOKEN' });
    expect(now).not.toHaveProperty('platformShard');
  });
});

describe('a registration that died', () => {
  const intent = (token: string, tokenHash: string) => ({ platform: 'FCM' as const, token, tokenHash, ttl: 0 });

  it('leaves no endpoint once its intent has expired', async () => {
    const { endpoints, ports } = setUp();
    await endpoints.create('FCM', 'token');
    await releaseIntent(ports, intent('token', 'hash'));
    expect(endpoints.all.size).toBe(0);
  });

  it('because its token was refused left nothing, and holds up nobody behind it', async () => {
    const { ports } = setUp();
    const refusing = Object.assign(new InMemoryEndpoints(), {
      create: async () => {
        throw new ApplicationError('InvalidInput', 'This backend has no FCM application.');
      },
    });
    const refused = { ...ports, endpoints: refusing };
    const input = { deviceId: 'phone', address: { fcm: { token: 'token' } } };
    await expect(registerDevice(refused, 'ann', input)).rejects.toMatchObject({ errorType: 'InvalidInput' });
    const [left] = [...ports.store.intents.values()];
    if (left !== undefined) await releaseIntent(refused, left);
    expect(refusing.all.size).toBe(0);
  });

  it('does not cost the endpoint of the registration that followed', async () => {
    const { endpoints, ports, register } = setUp();
    const device = await register('ann', 'phone', 'token');
    await releaseIntent(ports, intent('token', device.tokenHash));
    expect(endpoints.all.has(device.endpointArn)).toBe(true);
  });
});
