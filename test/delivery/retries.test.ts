import fc from 'fast-check';
import { runs } from 'local-cloud/testing/effort';
import { describe, expect, it } from 'vitest';
import type { PushOutcome } from '../../functions/delivery/PushSender.ts';
import { retryPause } from '../../functions/rules/delivery/retryPause.ts';
import { PassingFailure } from '../../functions/rules/Failure.ts';
import { positionOf } from '../../functions/rules/ordering/messageGroups.ts';
import type { MessageRow } from '../../functions/rules/publishing/MessageRow.ts';
import { START, sampleDevice, sampleMessage } from './samples.ts';
import { World } from './World.ts';

const MINUTE = 60_000;
const DAY_SECONDS = 86_400;
const reason = fc.constantFrom('THROTTLED' as const, 'INTERNAL' as const);

function messageFor(timeToLive: number): MessageRow {
  return sampleMessage({ expiresAt: new Date(START + timeToLive * 1000).toISOString() });
}

function worldOf(devices: number, message: MessageRow): World {
  const world = new World();
  world.devices = Array.from({ length: devices }, (_, index) => sampleDevice(`device-${index}`));
  world.messages.set(message.id, message);
  return world;
}

/** SNS takes nothing until then, in epoch milliseconds. */
function fail(world: World, until: number, outcome: PushOutcome): void {
  world.answer = () => (world.now < until ? outcome : null);
}

describe('what SNS does not take now', () => {
  it('is sent once SNS takes it again, seven minutes later', async () => {
    const world = worldOf(20, messageFor(DAY_SECONDS));
    fail(world, START + 7 * MINUTE, { kind: 'later', reason: 'THROTTLED' });
    await world.stream(sampleMessage().id);
    await world.drain();
    expect(world.statuses()).toEqual({ SENT: 20 });
    expect(world.now).toBeLessThan(START + 25 * MINUTE);
  });

  it('is not begun so late that its answer would come after the function’s time', async () => {
    const world = worldOf(100, messageFor(DAY_SECONDS));
    world.answer = () => {
      world.now += 1_000;
      return null;
    };
    await world.stream(sampleMessage().id);
    // Those under way after eight seconds go on.
    expect(world.asked.length).toBeLessThan(30);
    await world.drain();
    expect(world.statuses()).toEqual({ SENT: 100 });
    expect(world.sends).toHaveLength(100);
  });

  it('ends with its message, neither sooner nor later, and says what was in its way', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: DAY_SECONDS / 2 })),
        fc.oneof(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: DAY_SECONDS })),
        fc.double({ min: 0.2, max: 1, noNaN: true }),
        fc.constantFrom(1, 3, 51),
        reason,
        async (timeToLive, outage, jitter, devices, why) => {
          const world = worldOf(devices, messageFor(timeToLive));
          const expiry = START + timeToLive * 1000;
          world.random = jitter;
          fail(world, START + outage * 1000, { kind: 'later', reason: why });
          await world.stream(sampleMessage().id);
          let most = 0;
          let last = world.now;
          while (await world.step()) {
            most = Math.max(most, world.waiting);
            expect(world.now - last).toBeLessThanOrEqual(900_000);
            last = world.now;
          }
          // What goes back into the queue was one piece before: 50 deliveries each.
          expect(most).toBeLessThanOrEqual(Math.ceil(devices / 50));
          expect(world.asked.every((at) => at < expiry)).toBe(true);
          const rows = [...world.ledger.rows.values()];
          const attempts = Math.max(...rows.map((row) => row.attempts));
          const lived = Math.min(timeToLive, outage);
          // At most ten pauses that grow, then pauses of the longest backoff, then the last tries.
          const growing = Math.min(10, Math.log2(lived / jitter + 2));
          expect(attempts).toBeLessThanOrEqual(growing + lived / (900 * jitter) + 6);
          for (const row of rows) {
            if (row.status === 'EXPIRED') expect(row).toMatchObject({ reason: 'TTL_EXPIRED', lastFailure: why });
            else expect(row.status).toBe('SENT');
            expect(row.retryAt).toBeUndefined();
          }
          expect(new Set(rows.map(({ status }) => status)).size).toBe(1);
          if (outage >= timeToLive) expect(rows[0]?.status).toBe('EXPIRED');
          // The last try comes 10 seconds before the expiry or later, or halfway to it.
          const lastTry = Math.max(timeToLive - 10, timeToLive / 2);
          if (outage < lastTry) expect(rows[0]?.status).toBe('SENT');
          if (outage >= timeToLive && timeToLive > 1) {
            expect(world.asked.at(-1)).toBeGreaterThanOrEqual(START + lastTry * 1000);
          }
          expect(world.now).toBeLessThanOrEqual(Math.max(expiry, START + outage * 1000) + 900_000);
        },
      ),
      runs(60),
    );
  });

  it('is asked for every few minutes over the longest time to live', async () => {
    const world = worldOf(1, messageFor(28 * DAY_SECONDS));
    fail(world, Number.POSITIVE_INFINITY, { kind: 'later', reason: 'THROTTLED' });
    await world.stream(sampleMessage().id);
    await world.drain();
    expect(world.statuses()).toEqual({ EXPIRED: 1 });
    expect(world.asked.length).toBeLessThan(28 * 24 * 8 + 20);
  });

  it('is not asked for more often because its work came twice', async () => {
    const once = worldOf(3, messageFor(DAY_SECONDS));
    const thrice = worldOf(3, messageFor(DAY_SECONDS));
    for (const world of [once, thrice]) {
      fail(world, START + 300 * MINUTE, { kind: 'later', reason: 'INTERNAL' });
      await world.stream(sampleMessage().id);
    }
    const deviceIds = thrice.devices.map(({ id }) => id);
    for (let copy = 0; copy < 2; copy += 1) {
      thrice.enqueue({ kind: 'deliver', messageId: sampleMessage().id, deviceIds, large: false });
    }
    await once.drain();
    await thrice.drain();
    expect(thrice.statuses()).toEqual({ SENT: 3 });
    expect(thrice.asked.length).toBeLessThanOrEqual(once.asked.length * 1.2);
  });
});

describe('an endpoint that SNS has no more', () => {
  it('is noted for each of its devices, which stay enabled, and gets the message once it is made again', async () => {
    const world = worldOf(3, messageFor(DAY_SECONDS));
    const remade = { ...sampleDevice('device-1'), endpointArn: 'endpoint/again', addressVersion: 2 };
    world.answer = ({ endpointArn }) =>
      endpointArn === 'endpoint/device-1' ? { kind: 'gone', reason: 'ENDPOINT_DISABLED' } : null;
    await world.stream(sampleMessage().id);
    expect(world.gone).toEqual(['device-1']);
    expect(world.statuses()).toEqual({ SENT: 2, QUEUED: 1 });
    world.devices = world.devices.map((device) => (device.id === 'device-1' ? remade : device));
    await world.drain();
    expect(world.statuses()).toEqual({ SENT: 3 });
    expect(world.sends.at(-1)?.endpointArn).toBe('endpoint/again');
    expect(world.devices.every(({ status }) => status === 'ENABLED')).toBe(true);
  });

  it('ends nothing before the message expires, and is noted as rarely as SNS is asked', async () => {
    const world = worldOf(1, messageFor(3600));
    world.answer = () => ({ kind: 'gone', reason: 'ENDPOINT_DISABLED' });
    await world.stream(sampleMessage().id);
    await world.drain();
    expect(world.statuses()).toEqual({ EXPIRED: 1 });
    expect(world.gone.length).toBeLessThan(25);
  });
});

describe('work that meets a fault of ours which passes', () => {
  it.each([
    ['users', { userIds: ['ann'] }, undefined],
    ['a platform', { platform: 'FCM' as const }, undefined],
    ['users, in order', { userIds: ['ann'] }, 'orders'],
  ])('goes on after half an hour without DynamoDB: %s', async (_, audience, groupId) => {
    const message = { ...messageFor(DAY_SECONDS), audience };
    const ordered = { ...message, options: { ...message.options, groupId }, sequence: positionOf(START, message.id) };
    const given = groupId === undefined ? message : ordered;
    const world = worldOf(60, given);
    world.groupQueues.accept(given);
    world.enqueue({ kind: 'dispatch', messageId: message.id });
    let faults = 0;
    world.before = (name) => {
      if (name === 'add' || world.now < START + 1 || world.now >= START + 30 * MINUTE) return;
      faults += 1;
      throw new PassingFailure('DynamoDB throttles.');
    };
    await world.step();
    world.now += 1;
    await world.drain();
    expect(world.statuses()).toEqual({ SENT: 60 });
    expect(world.givenUp).toEqual([]);
    expect(world.now).toBeLessThan(START + 50 * MINUTE);
    expect(faults).toBeLessThan(400);
  });

  it('ends with its message if the fault lasts longer', async () => {
    const late = worldOf(5, messageFor(600));
    late.enqueue({ kind: 'dispatch', messageId: sampleMessage().id });
    late.before = (name) => {
      if (name === 'claim' && late.now < START + 60 * MINUTE) throw new PassingFailure('DynamoDB throttles.');
    };
    await late.drain();
    expect(late.statuses()).toEqual({ EXPIRED: 5 });
    expect(late.givenUp).toEqual([]);
  });
});

describe('the pause before SNS is asked again', () => {
  it('is whole seconds from 1 to 900, and ends no later than the expiry does', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 28 * DAY_SECONDS, noNaN: true }),
        (attempts, jitter, secondsLeft) => {
          const pause = retryPause(attempts, jitter, secondsLeft);
          expect(Number.isInteger(pause)).toBe(true);
          expect(pause).toBeGreaterThanOrEqual(1);
          expect(pause).toBeLessThanOrEqual(Math.min(900, Math.max(1, Math.ceil(secondsLeft))));
          expect(pause).toBeLessThanOrEqual(Math.max(1, 2 ** attempts));
        },
      ),
      runs(500),
    );
  });
});
