import fc from 'fast-check';
import { runs } from 'local-cloud/testing/effort';
import { describe, expect, it } from 'vitest';
import { redeliver } from '../../functions/delivery/redeliver.ts';
import { attemptOf } from '../../functions/rules/delivery/deliveryStatus.ts';
import type { RedeliveryRow } from '../../functions/rules/delivery/RedeliveryRow.ts';
import type { MessageRow } from '../../functions/rules/publishing/MessageRow.ts';
import type { DeliveryReason } from '../../schema/generated/types.ts';
import { crashAt, crashPoints } from './crashAt.ts';
import { START, sampleDevice, sampleMessage, sampleRow } from './samples.ts';
import { World } from './World.ts';

const reason = fc.constantFrom<DeliveryReason>('THROTTLED', 'INTERNAL', 'NO_ANSWER', 'INVALID_TOKEN');

/** A completed message whose deliveries failed for these reasons, and redeliveries of it. */
function worldOf(failures: readonly DeliveryReason[], redeliveries: number, members: Partial<MessageRow> = {}): World {
  const world = new World();
  const message = sampleMessage({ status: 'COMPLETED', ...members });
  world.messages.set(message.id, message);
  world.devices = failures.map((_, index) => sampleDevice(`device-${index}`));
  for (const [index, failed] of failures.entries()) {
    const row = sampleRow(`device-${index}`, { status: 'FAILED', reason: failed, attempts: 8, version: 2 });
    world.ledger.rows.set(row.id, row);
  }
  for (let index = 0; index < redeliveries; index += 1) {
    const redelivery = sampleRedelivery(`${message.id}.redelivery-${index}`);
    world.redeliveries.set(redelivery.id, redelivery);
    world.enqueue({ kind: 'redeliver', messageId: message.id, redeliveryId: redelivery.id });
  }
  return world;
}

function sampleRedelivery(id: string): RedeliveryRow {
  return {
    id,
    messageId: sampleMessage().id,
    publisherId: 'paula',
    reasons: ['INTERNAL', 'THROTTLED'],
    status: 'RUNNING',
    reopened: 0,
    revision: 0,
    createdAt: new Date(START).toISOString(),
    ttl: 4_000_000_000,
  };
}

describe('a redelivery', () => {
  it('opens what was asked for once, wherever processes die, and all of it is sent', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(reason, { maxLength: 12 }),
        fc.integer({ min: 1, max: 3 }),
        crashPoints(80),
        async (failures, redeliveries, points) => {
          const world = worldOf(failures, redeliveries);
          const deaths = crashAt(world, points);
          await world.drain();

          expect(world.givenUp).toEqual([]);
          for (const [index, failed] of failures.entries()) {
            const row = world.ledger.rows.get(`${sampleMessage().id}.device-${index}`);
            const isAsked = failed === 'THROTTLED' || failed === 'INTERNAL';
            expect(row).toMatchObject(isAsked ? { status: 'SENT', attempt: 2 } : { status: 'FAILED', reason: failed });
            if (row !== undefined) expect(attemptOf(row)).toBe(isAsked ? 2 : 1);
            const most = isAsked ? 1 + deaths.unrecorded : 0;
            expect(world.sendsTo(`device-${index}`)).toBeLessThanOrEqual(most);
          }
          const all = [...world.redeliveries.values()];
          expect(all.map(({ status }) => status)).toEqual(all.map(() => 'FINISHED'));
          const asked = failures.filter((failed) => failed === 'THROTTLED' || failed === 'INTERNAL').length;
          expect(all.reduce((sum, { reopened }) => sum + reopened, 0)).toBe(asked);
          // Nothing keeps the message from being complete.
          expect(world.messages.get(sampleMessage().id)?.redeliveries).toBeUndefined();
        },
      ),
      runs(200),
    );
  });

  it('marks its message before it opens anything, and makes it SENDING, so that it can be cancelled', async () => {
    const world = worldOf(['THROTTLED'], 1);
    let seen: unknown;
    world.before = (call) => {
      if (call === 'reopen') seen = world.messages.get(sampleMessage().id);
    };
    await world.drain();
    expect(seen).toMatchObject({ status: 'SENDING', redeliveries: new Set([`${sampleMessage().id}.redelivery-0`]) });
  });

  it('opens no delivery for a 21st attempt: its history has an end', async () => {
    const world = worldOf(['THROTTLED'], 1);
    for (const [id, row] of world.ledger.rows) world.ledger.rows.set(id, { ...row, attempt: 20 });
    await world.drain();
    expect(world.statuses()).toEqual({ FAILED: 1 });
  });

  it('takes on a message that failed as a whole: it is SENDING, and devices without a delivery get one', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom<MessageRow['audience']>({ userIds: [sampleDevice('device-0').userId] }, { platform: 'FCM' }),
        crashPoints(60),
        async (audience, points) => {
          const world = worldOf(['THROTTLED', 'INTERNAL', 'INVALID_TOKEN'], 1, { status: 'FAILED', audience });
          world.devices = [...world.devices, sampleDevice('device-8'), sampleDevice('device-9')];
          crashAt(world, points);
          await world.drain();
          expect(world.givenUp).toEqual([]);
          expect(world.statuses()).toEqual({ SENT: 4, FAILED: 1 });
          expect(world.messages.get(sampleMessage().id)).toMatchObject({ status: 'SENDING' });
          expect(world.messages.get(sampleMessage().id)?.redeliveries).toBeUndefined();
          expect(world.expected.get(sampleMessage().id)).toBe(5);
        },
      ),
      runs(60),
    );
  });

  it('leaves a mark behind it, so that a message whose last deliveries are counted by then is completed', async () => {
    const world = worldOf(['THROTTLED', 'INVALID_TOKEN', 'INVALID_TOKEN'], 1);
    const calls: string[] = [];
    world.after = (call) => void calls.push(call);
    await world.drain();
    expect(calls.lastIndexOf('putMark')).toBeGreaterThan(calls.lastIndexOf('endRedelivery'));
  });

  it('that opens nothing leaves its message as it is', async () => {
    const world = worldOf(['INVALID_TOKEN'], 1);
    await world.drain();
    expect(world.messages.get(sampleMessage().id)?.status).toBe('COMPLETED');
  });

  it.each([
    ['is cancelled', { status: 'CANCELLED' }, 'CANCELLED'],
    ['expires', { expiresAt: new Date(START).toISOString() }, 'EXPIRED'],
  ] as const)('stops once its message %s, and leaves nothing that waits', async (_, change, end) => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 12 }), async (call) => {
        const world = worldOf(
          Array.from({ length: 6 }, (): DeliveryReason => 'THROTTLED'),
          1,
        );
        // What would send them is lost: the redelivery itself ends what it has opened.
        const ports = { ...world.ports(), queue: { add: async () => {} } };
        let calls = 0;
        world.before = () => {
          const message = world.messages.get(sampleMessage().id);
          if (calls === call && message) world.messages.set(message.id, { ...message, ...change });
          calls += 1;
        };
        const work = { kind: 'redeliver', messageId: sampleMessage().id } as const;
        const redeliveryId = `${sampleMessage().id}.redelivery-0`;
        await redeliver(ports, { ...work, redeliveryId }, world.now + 20_000);
        const { status } = world.redeliveries.get(redeliveryId) ?? {};
        if (status === 'STOPPED') expect(Object.keys(world.statuses())).not.toContain('QUEUED');
        for (const row of world.ledger.rows.values()) expect(['FAILED', 'QUEUED', end]).toContain(row.status);
      }),
      runs(30),
    );
  });

  it('goes back into the queue when its time is up, and goes on where it was', async () => {
    const world = worldOf(['THROTTLED', 'THROTTLED', 'THROTTLED'], 1);
    const redeliveryId = `${sampleMessage().id}.redelivery-0`;
    world.before = (call) => {
      if (call === 'saveRedelivery') world.now += 60_000;
    };
    await world.drain();
    expect(world.statuses()).toEqual({ SENT: 3 });
    expect(world.redeliveries.get(redeliveryId)).toMatchObject({ status: 'FINISHED', reopened: 3 });
  });
});
