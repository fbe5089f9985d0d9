import fc from 'fast-check';
import { runs } from 'local-cloud/testing/effort';
import { describe, expect, it } from 'vitest';
import type { PushOutcome } from '../../functions/delivery/PushSender.ts';
import { isTerminal } from '../../functions/rules/delivery/deliveryStatus.ts';
import type { MessageRow } from '../../functions/rules/publishing/MessageRow.ts';
import { crashAt, crashPoints } from './crashAt.ts';
import { sampleDevice, sampleMessage } from './samples.ts';
import { World } from './World.ts';

const outcome = fc.oneof(
  { weight: 6, arbitrary: fc.constant<PushOutcome>({ kind: 'sent', snsMessageId: 'sns' }) },
  { weight: 2, arbitrary: fc.constant<PushOutcome>({ kind: 'later', reason: 'THROTTLED' }) },
  { weight: 1, arbitrary: fc.constant<PushOutcome>({ kind: 'refused', reason: 'INVALID_PAYLOAD' }) },
);

const crashes = crashPoints(120);

const audience = fc.constantFrom<MessageRow['audience']>(
  { userIds: ['ann', 'ben'] },
  { deviceIds: ['device-0', 'device-2', 'device-9'] },
  { platform: 'FCM' },
);

function worldOf(devices: number, message: MessageRow): World {
  const world = new World();
  world.devices = Array.from({ length: devices }, (_, index) =>
    sampleDevice(`device-${index}`, { userId: index % 2 === 0 ? 'ann' : 'ben' }),
  );
  const owners = world.devices
    .filter(({ id }) => message.audience.deviceIds?.includes(id))
    .map(({ id: deviceId, userId, platform }) => ({ deviceId, userId, platform }));
  world.messages.set(message.id, { ...message, owners });
  return world;
}

describe('dispatching, wherever processes die', () => {
  it('ends every delivery, and sends each once but for what died unrecorded', async () => {
    await fc.assert(
      fc.asyncProperty(
        audience,
        fc.integer({ min: 0, max: 40 }),
        crashes,
        fc.array(outcome, { maxLength: 30 }),
        async (to, devices, points, outcomes) => {
          const message = sampleMessage({ audience: to });
          const world = worldOf(devices, message);
          world.outcomes = [...outcomes];
          const deaths = crashAt(world, points);

          await world.stream(message.id);
          await world.drain();

          const reached = world.devices.filter(
            ({ id }) => to.platform !== undefined || to.userIds !== undefined || to.deviceIds?.includes(id),
          );
          const rows = [...world.ledger.rows.values()];
          expect(rows.map((row) => row.deviceId).toSorted()).toEqual(reached.map(({ id }) => id).toSorted());
          for (const row of rows) expect(row.status === 'SENT' || isTerminal(row.status)).toBe(true);
          expect(world.expected.get(message.id)).toBe(reached.length);
          expect(world.givenUp).toEqual([]);
          const sent = rows.filter(({ status }) => status === 'SENT').length;
          // One crash takes down everything that its process had under way with it, of which 40 at most were with SNS.
          expect(world.sends.length).toBeGreaterThanOrEqual(sent);
          if (points.length === 0) expect(world.sends.length).toBe(sent);
          if (deaths.unrecorded === 0 && points.length === 0) {
            for (const { id } of reached) expect(world.sendsTo(id)).toBeLessThanOrEqual(1);
          }
        },
      ),
      runs(300),
    );
  });

  it('sends a delivery twice only where the process died while SNS had it', async () => {
    await fc.assert(
      fc.asyncProperty(crashes, async (points) => {
        const message = sampleMessage({ audience: { deviceIds: ['device-1'] } });
        const world = worldOf(2, message);
        const deaths = crashAt(world, points);
        await world.stream(message.id);
        await world.drain();
        expect(world.statuses()).toEqual({ SENT: 1 });
        expect(world.sendsTo('device-1')).toBeLessThanOrEqual(1 + deaths.unrecorded);
      }),
      runs(200),
    );
  });

  it('sends nothing to a former owner, whenever the device changes hands', async () => {
    await fc.assert(
      fc.asyncProperty(audience, fc.integer({ min: 0, max: 60 }), crashes, async (to, when, points) => {
        const message = sampleMessage({ audience: to });
        const world = worldOf(12, message);
        crashAt(world, points);
        const die = world.before;
        let calls = 0;
        world.before = (name, purpose) => {
          calls += 1;
          // Not between the claim and SNS's answer: a delivery that is claimed by then was claimed while it was hers.
          if (calls >= when && name !== 'send' && name !== 'move') {
            world.devices = world.devices.map((device) =>
              device.id === 'device-0' && device.userId === 'ann'
                ? { ...device, userId: 'cleo', addressVersion: device.addressVersion + 1 }
                : device,
            );
          }
          die(name, purpose);
        };
        await world.stream(message.id);
        await world.drain();
        const row = world.ledger.rows.get(`${message.id}.device-0`);
        if (row?.userId === 'ann' && row.status === 'SUPPRESSED') expect(row.reason).toBe('DEVICE_GONE');
        // A device that the message names is bound to its owner: the new one's inbox has nothing of it.
        if (to.deviceIds) expect(row?.userId).toBe('ann');
        if (row !== undefined) expect(['SENT', 'SUPPRESSED']).toContain(row.status);
        for (const send of world.sends) expect(send.claimed).toBe(true);
      }),
      runs(200),
    );
  });

  it('cancels all that SNS does not have, whenever the message is cancelled', async () => {
    await fc.assert(
      fc.asyncProperty(
        audience,
        fc.integer({ min: 0, max: 150 }),
        crashes,
        fc.array(outcome, { maxLength: 10 }),
        async (to, when, points, outcomes) => {
          const message = sampleMessage({ audience: to });
          const world = worldOf(20, message);
          world.outcomes = [...outcomes];
          const sendsThen = { count: Number.POSITIVE_INFINITY };
          crashAt(world, points);
          const die = world.before;
          let calls = 0;
          world.before = (name, purpose) => {
            calls += 1;
            if (calls === when) {
              const now = world.messages.get(message.id) ?? message;
              world.messages.set(message.id, { ...now, status: 'CANCELLED' });
              world.enqueue({ kind: 'dispatch', messageId: message.id });
              sendsThen.count = world.sends.length;
            }
            die(name, purpose);
          };
          await world.stream(message.id);
          await world.drain();
          expect(world.statuses().QUEUED).toBeUndefined();
          if (world.messages.get(message.id)?.status !== 'CANCELLED') return;
          // What was on its way in that moment, and no more of a large audience than one piece of work.
          expect(world.sends.length - sendsThen.count).toBeLessThanOrEqual(100);
        },
      ),
      runs(300),
    );
  });

  it('fails visibly what cannot be done, and finishes it on a redrive', async () => {
    await fc.assert(
      fc.asyncProperty(audience, fc.constantFrom('claim', 'read', 'begin', 'open', 'add'), async (to, broken) => {
        const message = sampleMessage({ audience: to });
        const world = worldOf(20, message);
        world.enqueue({ kind: 'dispatch', messageId: message.id });
        world.before = (name, purpose) => {
          if (name === broken && purpose === 'work') throw new Error('broken');
        };
        await world.drain();
        expect(world.statuses().QUEUED).toBeUndefined();
        for (const row of world.ledger.rows.values()) {
          if (row.status === 'FAILED') expect(row).toMatchObject({ reason: 'INTERNAL', abandoned: true });
        }
        world.before = () => {};
        world.redrive();
        await world.drain();
        const reached = to.deviceIds ? 3 : 20;
        expect(world.statuses()).toEqual({ SENT: reached });
        expect(world.messages.get(message.id)?.status).toBe('SENDING');
        expect(world.expected.get(message.id)).toBe(reached);
      }),
      runs(60),
    );
  });

  it('sends each recipient’s first device before anybody’s second', async () => {
    const message = sampleMessage({
      audience: { userIds: ['bob', ...Array.from({ length: 89 }, (_, n) => `user-${n}`)] },
    });
    const world = new World();
    const bobs = Array.from({ length: 25 }, (_, index) => sampleDevice(`bob-${index}`, { userId: 'bob' }));
    const others = Array.from({ length: 89 }, (_, index) => [
      sampleDevice(`first-${index}`, { userId: `user-${index}` }),
      sampleDevice(`second-${index}`, { userId: `user-${index}` }),
    ]);
    world.devices = [...bobs, ...others.flat()];
    world.messages.set(message.id, message);
    const calls: string[] = [];
    world.after = (name) => void calls.push(name);
    await world.stream(message.id);
    // How an AUTOMATIC message is reported does not depend on how many of its deliveries there are yet.
    expect(calls.indexOf('expect')).toBeLessThan(calls.indexOf('open'));
    const atOnce = world.sends.map(({ endpointArn }) => endpointArn);
    for (let index = 0; index < 89; index += 1) expect(atOnce).toContain(`endpoint/first-${index}`);
    await world.drain();
    expect(world.statuses()).toEqual({ SENT: 25 + 2 * 89 });
    expect(world.expected.get(message.id)).toBe(25 + 2 * 89);
    const rankOf = (id: string) => world.sends.findIndex(({ endpointArn }) => endpointArn === `endpoint/${id}`);
    expect(rankOf('second-88')).toBeLessThan(rankOf('bob-24'));
  });

  it('holds one page of a large audience at a time, and comes back when its time is up', async () => {
    const message = sampleMessage({ audience: { platform: 'FCM' } });
    const world = worldOf(500, message);
    world.devicesPerPage = 5;
    world.after = (name) => {
      if (name === 'saveCheckpoint') world.now += 11_000;
    };
    await world.stream(message.id);
    await world.drain();
    expect(world.statuses()).toEqual({ SENT: 500 });
    expect(world.sends).toHaveLength(500);
    expect(world.largestPage).toBe(5);
  });
});
