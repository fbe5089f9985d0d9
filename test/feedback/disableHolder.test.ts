import fc from 'fast-check';
import { runs } from 'local-cloud/testing/effort';
import { expect, it } from 'vitest';
import type { FailedDevice } from '../../functions/delivery/DeviceDirectory.ts';
import { registerDevice } from '../../functions/devices/registerDevice.ts';
import { disableHolder } from '../../functions/feedback/disableHolder.ts';
import { tokenHash } from '../../functions/rules/devices/tokenHash.ts';
import { InMemoryDevices } from '../devices/InMemoryDevices.ts';
import { InMemoryEndpoints } from '../devices/InMemoryEndpoints.ts';
import { unhurried } from '../devices/settle.ts';

type Report = 'register' | 'reregister with another token' | 'log' | 'event';

/** Runs reports of a dead token and starts of the app at once. fast-check chooses the order of their calls. */
async function together(scheduler: fc.Scheduler, reports: readonly Report[]) {
  const store = new InMemoryDevices();
  const endpoints = new InMemoryEndpoints();
  let now = Date.parse('2026-01-01T00:00:00Z');
  const clock = { now: () => now };
  const { device } = await registerDevice({ ...unhurried, clock, store, endpoints }, 'ann', {
    deviceId: 'phone',
    address: { fcm: { token: 'token' } },
  });
  now += 60_000;
  const publishedAt = new Date(now).toISOString();
  now += 60_000;
  endpoints.disable(device.endpointArn);
  const run = async (report: Report, index: number) => {
    const gate = async (name: string) => {
      await scheduler.schedule(Promise.resolve(), `${index} ${name}`);
    };
    const gated = {
      ...unhurried,
      clock,
      store: sharing(store, new InMemoryDevices(gate)),
      endpoints: sharing(endpoints, new InMemoryEndpoints(gate)),
    };
    await gate('start');
    if (report === 'register' || report === 'reregister with another token') {
      const token = report === 'register' ? 'token' : 'other';
      await registerDevice(gated, 'ann', { deviceId: 'phone', address: { fcm: { token } } });
      return;
    }
    const ports = {
      holders: gated.store,
      endpoints: {
        read: async (arn: string) => {
          const state = await gated.endpoints.read(arn);
          return state && { tokenHash: tokenHash(state.token), enabled: state.enabled };
        },
      },
      devices: {
        disable: async ({ userId, deviceId, addressVersion, revision }: FailedDevice) => {
          await gate('disable');
          const row = store.devices.get(`${userId} ${deviceId}`);
          const same = row?.addressVersion === addressVersion && row.revision === revision;
          if (row?.status !== 'ENABLED' || !same) return false;
          store.disable(userId, deviceId);
          return true;
        },
      },
    };
    const { endpointArn, platform } = device;
    const failed = { endpointArn, platform, tokenHash: device.tokenHash };
    await disableHolder(ports, { ...failed, publishedAt: report === 'log' ? publishedAt : null }, 'INVALID_TOKEN');
  };
  const runs = Promise.all(reports.map(run));
  await Promise.all([runs, scheduler.waitFor(runs)]);
  const row = store.devices.get('ann phone');
  return { row, endpoint: endpoints.all.get(row?.endpointArn ?? '') };
}

function sharing<T extends object>(state: T, gated: T): T {
  for (const [name, value] of Object.entries(state)) Object.defineProperty(gated, name, { value });
  return gated;
}

it('a dead token’s reports disable the device, and never a registration that came after', async () => {
  const reports = fc.array(fc.constantFrom<Report>('register', 'reregister with another token', 'log', 'event'), {
    minLength: 1,
    maxLength: 5,
  });
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), reports, async (scheduler, wanted) => {
      const { row, endpoint } = await together(scheduler, wanted);
      const registered = wanted.some((report) => report.includes('register'));
      expect(row?.status).toBe(registered ? 'ENABLED' : 'DISABLED');
      expect(endpoint?.enabled).toBe(registered);
    }),
    runs(1000),
  );
});
