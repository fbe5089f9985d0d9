import { expect, it } from 'vitest';
import { registerDevice } from '../../functions/devices/registerDevice.ts';
import { renewalPace } from '../../functions/devices/renewalPace.ts';
import { renewEndpoint } from '../../functions/devices/renewEndpoint.ts';
import { ApplicationError } from '../../functions/rules/ApplicationError.ts';
import type { DeviceRow } from '../../functions/rules/devices/DeviceRow.ts';
import type { DeliveryReason } from '../../schema/generated/types.ts';
import { InMemoryDevices } from './InMemoryDevices.ts';
import { InMemoryEndpoints } from './InMemoryEndpoints.ts';
import { unhurried } from './settle.ts';

/** A device of ann whose endpoint SNS lost, as a sender noted it. */
async function setUp() {
  const store = new InMemoryDevices();
  const endpoints = new InMemoryEndpoints();
  const disabled: DeliveryReason[] = [];
  const failures: string[] = [];
  const clock = { now: () => 0 };
  const { device } = await registerDevice({ ...unhurried, clock, store, endpoints }, 'ann', {
    deviceId: 'phone',
    address: { fcm: { token: 'token' } },
  });
  endpoints.all.clear();
  endpoints.calls.length = 0;
  const lost: DeviceRow = { ...device, endpointGoneAt: 1, change: 'GONE' };
  await store.refresh(lost, device);
  const ports = {
    store,
    endpoints,
    directory: { disable: async (_: unknown, reason: DeliveryReason) => disabled.push(reason) > 0 },
    mayRenew: () => true,
    logFailure: (message: string) => void failures.push(message),
  };
  return { store, endpoints, disabled, failures, lost, ports, now: () => store.devices.get('ann phone') };
}

it('makes the endpoint again from the token, under a new version of the address', async () => {
  const { endpoints, disabled, lost, ports, now } = await setUp();
  await renewEndpoint(ports, lost);
  expect(now()).toMatchObject({ status: 'ENABLED', addressVersion: lost.addressVersion + 1, change: 'ADDRESS' });
  expect(now()?.endpointGoneAt).toBeUndefined();
  expect(now()?.endpointArn).not.toBe(lost.endpointArn);
  expect(endpoints.all.get(`${now()?.endpointArn}`)).toMatchObject({ token: 'token', enabled: true });
  expect(disabled).toEqual([]);
});

it('makes one endpoint, however often the loss was noted', async () => {
  const { endpoints, lost, ports, now } = await setUp();
  await renewEndpoint(ports, lost);
  const renewed = now();
  await renewEndpoint(ports, lost);
  expect(now()).toEqual(renewed);
  expect(endpoints.calls).toEqual(['create', 'read']);
});

it('leaves an endpoint disabled that SNS has disabled, and the device with it', async () => {
  const { endpoints, disabled, lost, ports, now } = await setUp();
  endpoints.disable(await endpoints.create('FCM', 'token'));
  await renewEndpoint(ports, lost);
  expect(disabled).toEqual(['ENDPOINT_DISABLED']);
  expect(now()).toEqual(lost);
});

it('disables the device if SNS refuses its token', async () => {
  const { endpoints, disabled, lost, ports } = await setUp();
  endpoints.create = () => Promise.reject(new ApplicationError('InvalidInput', 'no token'));
  await renewEndpoint(ports, lost);
  expect(disabled).toEqual(['INVALID_TOKEN']);
});

it.each([
  ['SNS throttles', new Error('ThrottledException')],
  ['the platform is not offered', new ApplicationError('PlatformNotConfigured', 'no FCM')],
])('changes nothing, and tells, while %s', async (_, error) => {
  const { endpoints, disabled, failures, lost, ports, now } = await setUp();
  endpoints.create = () => Promise.reject(error);
  await renewEndpoint(ports, lost);
  expect([now(), disabled]).toEqual([lost, []]);
  expect(failures).toEqual(['An endpoint was not made again']);
});

it('asks SNS for none beyond its rate, nor for a token that another device has by now', async () => {
  const { store, endpoints, lost, ports } = await setUp();
  await renewEndpoint({ ...ports, mayRenew: () => false }, lost);
  const address = store.addresses.get(`FCM ${lost.tokenHash}`);
  store.addresses.set(`FCM ${lost.tokenHash}`, {
    userId: 'cleo',
    deviceId: 'other',
    revision: `${address?.revision}2`,
  });
  await renewEndpoint(ports, lost);
  expect(endpoints.calls).toEqual([]);
});

it('leaves a registration alone that came meanwhile', async () => {
  const { store, endpoints, lost, ports, now } = await setUp();
  const registered: DeviceRow = { ...lost, revision: 'later', change: 'SEEN' };
  const { create } = endpoints;
  endpoints.create = async (platform, token) => {
    await store.refresh(registered, lost);
    return create.call(endpoints, platform, token);
  };
  await renewEndpoint(ports, lost);
  expect(now()).toEqual(registered);
});

it('keeps a pace', () => {
  let now = 0;
  const may = renewalPace({ now: () => now }, 2);
  const taken = Array.from({ length: 100 }, (_, index) => {
    now = 1000 + index * 100;
    return may();
  });
  expect(taken.filter((one) => one)).toHaveLength(20);
});
