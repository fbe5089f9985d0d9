import { expect, it } from 'vitest';
import { BreakerGate } from '../../functions/breaker/BreakerGate.ts';
import type { PlatformStates } from '../../functions/breaker/PlatformStates.ts';
import type { PushOutcome } from '../../functions/delivery/PushSender.ts';
import { breakerDefaults } from '../../functions/rules/breaker/BreakerSettings.ts';
import type { MessageRow } from '../../functions/rules/publishing/MessageRow.ts';
import { START, sampleDevice, sampleMessage, sampleRow } from '../delivery/samples.ts';
import { World } from '../delivery/World.ts';
import { InMemoryPlatformStates } from './InMemoryPlatformStates.ts';

const MINUTE = 60_000;
const refused: PushOutcome = { kind: 'later', reason: 'CREDENTIALS_INVALID' };

/** Devices of ann: so many of FCM, and one of APNS. */
function worldWith(fcm: number, message: Partial<MessageRow> = {}): World {
  const world = new World();
  world.devices = Array.from({ length: fcm }, (_, index) => sampleDevice(`fcm-${index}`));
  world.devices.push(sampleDevice('apns-0', { platform: 'APNS' }));
  world.messages.set(sampleMessage().id, sampleMessage(message));
  return world;
}

/** Holds FCM. The first probe is due at `nextProbeAt`. */
async function hold(world: World, nextProbeAt: number): Promise<void> {
  const opening = { heldBecause: 'PLATFORM_FAILING', now: world.now, evidenceAt: world.now, nextProbeAt } as const;
  expect(await world.platforms.open('FCM', opening)).toBe(true);
}

async function drainUntil(world: World, time: number): Promise<number> {
  let steps = 0;
  while (world.now < time && (await world.step())) steps += 1;
  return steps;
}

const { id } = sampleMessage();

it('keeps the deliveries of a held platform queued, and slows no other', async () => {
  const world = worldWith(3);
  await hold(world, START + 90 * MINUTE);
  await world.stream(id);
  expect(world.statuses()).toEqual({ QUEUED: 3, SENT: 1 });
  expect(world.sends.map(({ endpointArn, at }) => [endpointArn, at])).toEqual([['endpoint/apns-0', START]]);
  await drainUntil(world, START + 9 * MINUTE);
  expect(world.statuses()).toEqual({ QUEUED: 3, SENT: 1 });
  for (const { attempts } of world.ledger.rows.values()) expect(attempts).toBeLessThanOrEqual(1);
});

it('looks for held deliveries some 11 times an hour for each piece of work, with three requests', async () => {
  const world = worldWith(1_000);
  await hold(world, START + 90 * MINUTE);
  await world.stream(id);
  await drainUntil(world, START + 10 * MINUTE);
  expect(world.waiting).toBe(20);
  let requests = 0;
  world.before = (call) => {
    if (call !== 'admit') requests += 1;
  };
  const looks = await drainUntil(world, START + 70 * MINUTE);
  // 210 to 420 seconds apart.
  expect(looks / world.waiting).toBeLessThanOrEqual(18);
  expect(looks / world.waiting).toBeGreaterThanOrEqual(8);
  expect(requests).toBe(3 * looks);
});

it('lets one delivery through as the probe, and another once that is judged or released', async () => {
  const world = worldWith(200);
  await hold(world, START);
  await world.stream(id);
  expect(world.statuses()).toEqual({ QUEUED: 200, SENT: 1 });
  const probe = world.platforms.rows.get('FCM')?.probe;
  expect(world.sends.map(({ endpointArn }) => endpointArn)).toContain(`endpoint/${probe?.deviceId}`);
  const sendsOfFcm = () => world.sends.filter(({ endpointArn }) => endpointArn !== 'endpoint/apns-0').length;
  await drainUntil(world, START + 3 * MINUTE);
  expect(sendsOfFcm()).toBe(1);
  expect(probe !== undefined && (await world.platforms.failProbe('FCM', probe, world.now))).toBe(true);
  await drainUntil(world, world.now + 3 * MINUTE);
  expect(sendsOfFcm()).toBe(2);
  // Nobody judges this one.
  await drainUntil(world, world.now + 10 * MINUTE);
  expect(sendsOfFcm()).toBe(3);
});

it('sends what was held, each once, after the breaker closed', async () => {
  const world = worldWith(60);
  await hold(world, START);
  await world.stream(id);
  const probe = world.platforms.rows.get('FCM')?.probe;
  expect(probe !== undefined && (await world.platforms.close('FCM', probe, world.now))).toBe(true);
  await world.drain();
  expect(world.statuses()).toEqual({ SENT: 61 });
  expect(new Set(world.sends.map(({ endpointArn }) => endpointArn)).size).toBe(61);
  expect(world.sends).toHaveLength(61);
  expect(world.now - START).toBeLessThanOrEqual(7 * MINUTE);
});

it('ends held deliveries as expired at the end of their time', async () => {
  const world = worldWith(2, { expiresAt: new Date(START + 10 * MINUTE).toISOString() });
  await hold(world, START + 90 * MINUTE);
  await world.stream(id);
  await world.drain();
  expect(world.statuses()).toEqual({ EXPIRED: 2, SENT: 1 });
  const ends = [...world.ledger.rows.values()].filter(({ status }) => status === 'EXPIRED');
  for (const { updatedAt, reason } of ends) {
    expect([updatedAt, reason]).toEqual([new Date(START + 10 * MINUTE).toISOString(), 'TTL_EXPIRED']);
  }
});

it('opens when SNS refuses the application, and keeps the delivery that showed it', async () => {
  const world = worldWith(5);
  world.outcomes = Array.from({ length: 5 }, () => refused);
  await world.stream(id);
  expect(world.platforms.rows.get('FCM')).toMatchObject({ heldBecause: 'PLATFORM_CREDENTIALS' });
  expect(world.statuses()).toEqual({ QUEUED: 5, SENT: 1 });
});

it('does not hold a platform that the deployment no longer offers: its deliveries are to end', async () => {
  const states = new InMemoryPlatformStates();
  const gate = new BreakerGate(states, breakerDefaults, ['APNS']);
  await states.open('FCM', { heldBecause: 'PLATFORM_FAILING', now: 0, evidenceAt: 0, nextProbeAt: START });
  expect(await gate.admit(sampleRow('d'), 0)).toEqual({ kind: 'admitted' });
});

it('reads the breakers once in two seconds, and asks once for a probe that is due', async () => {
  const states = new InMemoryPlatformStates();
  let reads = 0;
  let asked = 0;
  const counted: PlatformStates = {
    all: () => {
      reads += 1;
      return states.all();
    },
    takeProbe: async () => {
      asked += 1;
      return null;
    },
    open: (...opening) => states.open(...opening),
    failProbe: async () => false,
    close: async () => false,
  };
  const gate = new BreakerGate(counted, breakerDefaults, ['FCM']);
  await states.open('FCM', { heldBecause: 'PLATFORM_FAILING', now: 0, evidenceAt: 0, nextProbeAt: 100 });
  await Promise.all(Array.from({ length: 50 }, (_, index) => gate.admit(sampleRow(`d-${index}`), 50)));
  expect([reads, asked]).toEqual([1, 0]);
  await Promise.all(Array.from({ length: 50 }, (_, index) => gate.admit(sampleRow(`d-${index}`), 150)));
  expect(asked).toBe(1);
  await gate.admit(sampleRow('d'), 10_000);
  expect(reads).toBeLessThanOrEqual(3);
});

it('waits longer after each probe that SNS refuses', async () => {
  const world = worldWith(1);
  world.devices = world.devices.slice(0, 1);
  world.outcomes = Array.from({ length: 8 }, () => refused);
  await world.stream(id);
  await drainUntil(world, START + 40 * MINUTE);
  const row = world.platforms.rows.get('FCM');
  expect(row?.failedProbes).toBeGreaterThanOrEqual(4);
  expect((row?.nextProbeAt ?? 0) - world.now).toBeLessThanOrEqual(5 * MINUTE);
  await drainUntil(world, START + 80 * MINUTE);
  expect(world.statuses()).toEqual({ SENT: 1 });
});

it('holds up a message group, as a throttled message does', async () => {
  const options = { ...sampleMessage().options, groupId: 'g' };
  const world = worldWith(1, { options, sequence: '1' });
  await hold(world, START + 90 * MINUTE);
  await world.stream(id);
  await drainUntil(world, START + 10 * MINUTE);
  expect(world.statuses()).toEqual({ QUEUED: 1, SENT: 1 });
});
