import { describe, expect, it } from 'vitest';
import { registerDevice } from '../../functions/devices/registerDevice.ts';
import { unregisterDevice } from '../../functions/devices/unregisterDevice.ts';
import { InMemoryDevices } from './InMemoryDevices.ts';
import { InMemoryEndpoints } from './InMemoryEndpoints.ts';
import { problemsOf, settle, unhurried } from './settle.ts';

function setUp() {
  const store = new InMemoryDevices();
  const endpoints = new InMemoryEndpoints();
  const ports = { ...unhurried, clock: { now: () => 0 }, store, endpoints };
  const register = (userId: string, deviceId: string, token: string) =>
    registerDevice(ports, userId, { deviceId, address: { fcm: { token } } });
  return { store, endpoints, ports, register };
}

describe('unregistering', () => {
  it('leaves neither rows nor endpoint', async () => {
    const { store, endpoints, ports, register } = setUp();
    await register('ann', 'phone', 'token');
    expect(await unregisterDevice(ports, 'ann', { deviceId: 'phone' })).toEqual({
      deviceId: 'phone',
      unregistered: true,
    });
    expect([store.devices.size, store.owners.size, store.addresses.size, endpoints.all.size]).toEqual([0, 0, 0, 0]);
    await settle(store, endpoints);
    expect(problemsOf(store, endpoints)).toEqual([]);
  });

  it('succeeds where there is nothing to forget', async () => {
    const { ports } = setUp();
    const answer = { deviceId: 'phone', unregistered: false };
    expect(await unregisterDevice(ports, 'ann', { deviceId: 'phone' })).toEqual(answer);
  });

  it('does not reach another user’s device', async () => {
    const { store, ports, register } = setUp();
    await register('ann', 'phone', 'token');
    expect((await unregisterDevice(ports, 'ben', { deviceId: 'phone' })).unregistered).toBe(false);
    expect(store.devices.size).toBe(1);
  });

  it('refuses what cannot be a device’s id', async () => {
    const { ports } = setUp();
    await expect(unregisterDevice(ports, 'ann', { deviceId: 'a#b' })).rejects.toMatchObject({
      errorType: 'InvalidInput',
      errorInfo: { field: 'input.deviceId' },
    });
  });
});
