import fc from 'fast-check';
import { runs } from 'local-cloud/testing/effort';
import { describe, expect, it } from 'vitest';
import { registerDevice } from '../../functions/devices/registerDevice.ts';
import { releaseDevice, releaseEndpoint } from '../../functions/devices/releaseEndpoint.ts';
import { unregisterDevice } from '../../functions/devices/unregisterDevice.ts';
import { InMemoryDevices } from './InMemoryDevices.ts';
import { InMemoryEndpoints } from './InMemoryEndpoints.ts';
import { problemsOf, settle, unhurried } from './settle.ts';

const clock = { now: () => Date.parse('2026-01-01T00:00:00Z') };

const few = <T extends string>(...values: readonly T[]) => fc.constantFrom(...values);
const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('register' as const),
      user: few('ann', 'ben'),
      device: few('phone', 'tablet'),
      token: few('one', 'two'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('unregister' as const),
      user: few('ann', 'ben'),
      device: few('phone', 'tablet'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('expire' as const),
      user: few('ann', 'ben'),
      device: few('phone', 'tablet'),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('release' as const) }) },
);
const limit = fc.constantFrom(1, 25);
const steps = fc.array(step, { minLength: 2, maxLength: 6 });

/**
 * Runs all steps at once. fast-check chooses the order of all calls to the store and to SNS.
 * `dies` says before which call a step ends.
 */
async function together(
  scheduler: fc.Scheduler,
  wanted: readonly (typeof step extends fc.Arbitrary<infer T> ? T : never)[],
  devicesPerUser: number,
  dies: readonly (number | null)[] = [],
) {
  const store = new InMemoryDevices();
  const endpoints = new InMemoryEndpoints();
  const runs = wanted.map(async (one, index) => {
    let left = dies[index] ?? Number.POSITIVE_INFINITY;
    const gate = async (name: string) => {
      await scheduler.schedule(Promise.resolve(), `${index} ${name}`);
      left -= 1;
      if (left < 0) throw new Error('killed');
    };
    const ports = {
      ...unhurried,
      devicesPerUser,
      clock,
      store: sharing(store, new InMemoryDevices(gate)),
      endpoints: sharing(endpoints, new InMemoryEndpoints(gate)),
    };
    await gate('start');
    if (one.kind === 'register') {
      const { user, device: deviceId, token } = one;
      await registerDevice(ports, user, { deviceId, address: { fcm: { token } } });
    } else if (one.kind === 'unregister') await unregisterDevice(ports, one.user, { deviceId: one.device });
    else if (one.kind === 'expire') store.expireDevice(one.user, one.device);
    else {
      const record = store.stream.shift();
      if (record?.kind !== 'device' || record.old === null) return;
      try {
        if (record.now === null) await releaseDevice(ports, record.old);
        else if (record.now.endpointArn !== record.old.endpointArn) await releaseEndpoint(ports, record.old);
      } catch (error) {
        // Lambda gives the record again.
        store.stream.unshift(record);
        throw error;
      }
    }
  });
  const [outcomes] = await Promise.all([Promise.allSettled(runs), scheduler.waitFor(Promise.allSettled(runs))]);
  const failures = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [String(outcome.reason)] : []));
  return { store, endpoints, failures };
}

/** The devices of the user who has most. */
function mostOf(store: InMemoryDevices): number {
  const counts = Map.groupBy(store.devices.values(), ({ userId }) => userId);
  return Math.max(0, ...[...counts.values()].map(({ length }) => length));
}

/** Another user's device of the id, with another token, or too many registrations of the user at once. */
function isRefused(failure: string): boolean {
  return ['input.deviceId is taken', 'Other devices of yours'].some((words) => failure.includes(words));
}

/** The second's behaviour on the first's state. */
function sharing<T extends object>(state: T, gated: T): T {
  for (const [name, value] of Object.entries(state)) Object.defineProperty(gated, name, { value });
  return gated;
}

describe('registrations, removals and releases at once', () => {
  it('converge: one device for an id, one device for a token, no orphan', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), steps, limit, async (scheduler, wanted, devicesPerUser) => {
        const { store, endpoints, failures } = await together(scheduler, wanted, devicesPerUser);
        expect(mostOf(store)).toBeLessThanOrEqual(devicesPerUser);
        expect(failures.filter((failure) => !isRefused(failure))).toEqual([]);
        await settle(store, endpoints);
        // Who is refused in a later round leaves what a crash there would.
        const refused = failures.length > 0;
        if (refused) store.expireIntents();
        await settle(store, endpoints);
        expect(problemsOf(store, endpoints, refused)).toEqual([]);
      }),
      runs(1500),
    );
  });

  it('keep the limit though another device takes the token and gives it back between the reads', async () => {
    const store = new InMemoryDevices();
    const ports = { ...unhurried, devicesPerUser: 1, clock, store, endpoints: new InMemoryEndpoints() };
    const register = (given: typeof ports, deviceId: string, token: string) =>
      registerDevice(given, 'ann', { deviceId, address: { fcm: { token } } });
    await register(ports, 'phone', 'one');
    const tokens = new Map([
      ['read the devices', 'two'],
      ['write', 'one'],
    ]);
    const interfering = new InMemoryDevices(async (call) => {
      const token = tokens.get(call);
      tokens.delete(call);
      if (token !== undefined) await register(ports, 'phone', token);
    });
    await register({ ...ports, store: sharing(store, interfering) }, 'tablet', 'two');
    expect(tokens.size).toBe(0);
    expect(mostOf(store)).toBe(1);
  });

  it('leave no orphan where any of them dies at any point', async () => {
    const dies = fc.array(fc.option(fc.nat(16)), { minLength: 6, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), steps, limit, dies, async (scheduler, wanted, devicesPerUser, deaths) => {
        const { store, endpoints, failures } = await together(scheduler, wanted, devicesPerUser, deaths);
        expect(mostOf(store)).toBeLessThanOrEqual(devicesPerUser);
        expect(failures.filter((failure) => !failure.includes('killed') && !isRefused(failure))).toEqual([]);
        await settle(store, endpoints);
        store.expireIntents();
        await settle(store, endpoints);
        expect(problemsOf(store, endpoints, true)).toEqual([]);
        // The app's next start mends what is left.
        for (const { userId, id, token } of [...store.devices.values()]) {
          await registerDevice({ ...unhurried, devicesPerUser, clock, store, endpoints }, userId, {
            deviceId: id,
            address: { fcm: { token } },
          });
        }
        await settle(store, endpoints);
        expect(problemsOf(store, endpoints)).toEqual([]);
      }),
      runs(1500),
    );
  });
});
