import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DynamoDbPlatformStates } from '../../functions/aws/dynamodb/DynamoDbPlatformStates.ts';
import type { PlatformStates } from '../../functions/breaker/PlatformStates.ts';
import { PROBE_RELEASED_MILLISECONDS } from '../../functions/rules/breaker/probes.ts';
import { type StartedTables, startTables } from '../support/startTables.ts';
import { InMemoryPlatformStates } from './InMemoryPlatformStates.ts';

let tables: StartedTables;

beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.stop());

const opening = { heldBecause: 'PLATFORM_FAILING', now: 10_000, evidenceAt: 9_000, nextProbeAt: 70_000 } as const;
const probe = { messageId: 'm', deviceId: 'd' };

describe.each<[string, () => Promise<PlatformStates>]>([
  ['in memory', async () => new InMemoryPlatformStates()],
  ['in DynamoDB', async () => new DynamoDbPlatformStates(tables.client, await tables.create('platforms'))],
])('the breakers %s', (_, create) => {
  it('open once', async () => {
    const states = await create();
    expect(await states.all()).toEqual([]);
    expect(await states.open('FCM', opening)).toBe(true);
    expect(await states.open('FCM', { ...opening, evidenceAt: 20_000 })).toBe(false);
    expect(await states.all()).toMatchObject([
      { platform: 'FCM', heldBecause: 'PLATFORM_FAILING', since: '1970-01-01T00:00:10.000Z', nextProbeAt: 70_000 },
    ]);
  });

  it('have one probe at a time, and the next one once it is released', async () => {
    const states = await create();
    await states.open('FCM', opening);
    expect(await states.takeProbe('FCM', probe, 69_999, 90_000)).toBeNull();
    expect(await states.takeProbe('FCM', probe, 70_000, 90_000)).toMatchObject({ probe, nextProbeAt: 90_000 });
    const released = 90_000 + PROBE_RELEASED_MILLISECONDS;
    const other = { messageId: 'm', deviceId: 'e' };
    expect(await states.takeProbe('FCM', other, released - 1, released + 9)).toBeNull();
    expect(await states.takeProbe('FCM', other, released, released + 9)).not.toBeNull();
    expect(await states.close('FCM', probe, 91_000)).toBe(false);
    expect(await states.failProbe('FCM', probe, 91_000)).toBe(false);
  });

  it('stay open after a probe that failed, and count it', async () => {
    const states = await create();
    await states.open('FCM', opening);
    await states.takeProbe('FCM', probe, 70_000, 90_000);
    expect(await states.failProbe('FCM', probe, 190_000)).toBe(true);
    expect(await states.failProbe('FCM', probe, 290_000)).toBe(false);
    expect(await states.all()).toMatchObject([{ failedProbes: 1, nextProbeAt: 190_000 }]);
  });

  it('close after their probe, and do not open again for pushes that were sent before', async () => {
    const states = await create();
    await states.open('FCM', opening);
    await states.takeProbe('FCM', probe, 70_000, 90_000);
    expect(await states.close('FCM', probe, 80_000)).toBe(true);
    const [row] = await states.all();
    expect(row).toMatchObject({ platform: 'FCM', since: '1970-01-01T00:01:20.000Z' });
    expect(row?.heldBecause).toBeUndefined();
    expect(await states.takeProbe('FCM', probe, 100_000, 110_000)).toBeNull();
    expect(await states.open('FCM', { ...opening, now: 90_000, evidenceAt: 80_000 })).toBe(false);
    expect(await states.open('FCM', { ...opening, now: 90_000, evidenceAt: 80_001 })).toBe(true);
  });
});
