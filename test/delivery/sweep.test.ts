import fc from 'fast-check';
import { runs } from 'local-cloud/testing/effort';
import { describe, expect, it } from 'vitest';
import { sweep } from '../../functions/delivery/sweep.ts';
import { groupQueuesOf } from '../../functions/rules/ordering/messageGroups.ts';
import type { MessageRow } from '../../functions/rules/publishing/MessageRow.ts';
import { DUE_SHARDS, firstLook } from '../../functions/rules/sweep/dueTimes.ts';
import { crashAt, crashPoints } from './crashAt.ts';
import { START, sampleDevice, sampleMessage, sampleRow } from './samples.ts';
import { World } from './World.ts';

const HOUR = 3_600_000;
const { id } = sampleMessage();

/** A message as `publish` accepts it, in the world of its senders. */
async function worldOf(members: Partial<MessageRow>, devices = 9): Promise<World> {
  const world = new World();
  world.devices = Array.from({ length: devices }, (_, index) =>
    sampleDevice(`device-${index}`, { userId: index % 2 === 0 ? 'ann' : 'ben' }),
  );
  const start = Date.parse(members.scheduledAt ?? new Date(START).toISOString());
  const message = sampleMessage({ ...members, ...firstLook(id, start) });
  world.messages.set(id, message);
  for (const groupQueue of groupQueuesOf(message)) {
    await world.groupQueues.put({ groupQueue, position: message.sequence ?? '', messageId: id }, []);
  }
  return world;
}

/** One run of the schedule, and what becomes of it in the queues. Answers when the message is due next. */
async function runOnce(world: World): Promise<number | null> {
  const due = Date.parse(world.messages.get(id)?.dueAt ?? '');
  world.now = Math.max(world.now, due);
  // A run that fails or dies: the next one does the same.
  await sweep(world.ports(), world.now + 60_000).catch(() => {});
  await world.drain();
  const { dueAt } = world.messages.get(id) ?? {};
  return dueAt === undefined ? null : Date.parse(dueAt);
}

/** Runs until nothing about the message is open. Answers how many runs that took. */
async function sweepOut(world: World): Promise<number> {
  for (let run = 1; run <= 60; run += 1) if ((await runOnce(world)) === null) return run;
  throw new Error(`The message is open: ${JSON.stringify([...world.messages.values()])}`);
}

const kinds: readonly Partial<MessageRow>[] = [
  { audience: { userIds: ['ann', 'ben'] } },
  { audience: { platform: 'FCM' } },
  { status: 'SCHEDULED', scheduledAt: new Date(START + HOUR).toISOString() },
  {
    audience: { userIds: ['ann', 'ben'] },
    options: { ...sampleMessage().options, groupId: 'orders' },
    sequence: '1767225600000-x',
  },
];

describe('with the sweep, a message ends', () => {
  it('wherever processes die and queues lose their work, and nobody gets it twice for that', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...kinds),
        crashPoints(60),
        fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 3 }),
        fc.boolean(),
        async (kind, points, losses, isStreamLost) => {
          const world = await worldOf(kind);
          const deaths = crashAt(world, points);
          if (!isStreamLost) await world.stream(id);
          for (let run = 0; run <= 3; run += 1) {
            if (losses.includes(run)) world.loseWork();
            await world.drain();
            await runOnce(world);
          }
          await sweepOut(world);

          expect(world.messages.get(id)?.status).toBe('COMPLETED');
          const reached = kind.audience?.userIds === undefined && kind.status ? 5 : 9;
          // Nobody answered in this world.
          expect(world.statuses()).toEqual({ FAILED: reached });
          for (const row of world.ledger.rows.values()) expect(row.reason).toBe('NO_ANSWER');
          if (points.length === 0) expect(world.sends).toHaveLength(reached);
          else expect(world.sends.length).toBeLessThanOrEqual(reached + 40 * deaths.all);
        },
      ),
      runs(150),
    );
  });

  it('if its schedule never fires, within minutes', async () => {
    const world = await worldOf({ status: 'SCHEDULED', scheduledAt: new Date(START + HOUR).toISOString() });
    await world.stream(id);
    expect(world.scheduled.get(id)).toBeDefined();
    await runOnce(world);
    expect(world.now - START).toBeLessThan(HOUR + 6 * 60_000);
    expect(world.statuses()).toEqual({ SENT: 5 });
    expect(world.measured).toEqual([
      { values: { MessagesSwept: 1 }, facts: { messageId: id, status: 'SCHEDULED', step: 'dispatch' } },
    ]);
  });

  it('if the shards of its fan-out stop half way', async () => {
    const world = await worldOf({ audience: { platform: 'FCM' } }, 40);
    await world.stream(id);
    await world.step();
    world.loseWork();
    await sweepOut(world);
    expect(world.messages.get(id)?.status).toBe('COMPLETED');
    expect(world.sends).toHaveLength(40);
  });

  it('if a redelivery stops half way', async () => {
    const world = await worldOf({ status: 'COMPLETED' }, 4);
    for (const { id: deviceId, userId } of world.devices) {
      const row = sampleRow(deviceId, { userId, status: 'FAILED', reason: 'THROTTLED', version: 2 });
      world.ledger.rows.set(row.id, row);
    }
    world.expected.set(id, 4);
    const redelivery = { id: `${id}.one`, messageId: id, publisherId: 'paula', reasons: ['THROTTLED'] as const };
    const row = { ...redelivery, status: 'RUNNING', reopened: 0, revision: 0, createdAt: '', ttl: 1 } as const;
    world.redeliveries.set(row.id, row);
    world.enqueue({ kind: 'redeliver', messageId: id, redeliveryId: row.id });
    world.before = (call) => {
      if (call === 'saveRedelivery' && world.now === START) {
        world.now += 1;
        world.loseWork();
        throw new Error('The queue is gone.');
      }
    };
    await world.step();
    world.loseWork();
    await sweepOut(world);
    expect(world.redeliveries.get(row.id)?.status).toBe('FINISHED');
    expect(world.messages.get(id)?.status).toBe('COMPLETED');
    expect(world.sends).toHaveLength(4);
  });
});

describe('the sweep', () => {
  it('leaves a message alone that is on its way, and wakes nothing twice', async () => {
    const world = await worldOf({});
    await world.stream(id);
    await world.drain();
    world.messages.set(id, sampleMessage({ ...firstLook(id, START), status: 'COMPLETED' }));
    await sweepOut(world);
    expect(world.measured).toEqual([]);
    expect(world.sends).toHaveLength(5);
  });

  it('looks once at a message whose every delivery was answered', async () => {
    const world = await worldOf({ status: 'COMPLETED' });
    const row = sampleRow('device-0', { status: 'PROVIDER_ACCEPTED' });
    world.ledger.rows.set(row.id, row);
    expect(await sweepOut(world)).toBe(1);
  });

  it('ends what nobody answered after seven hours, or after its time to live if that is shorter', async () => {
    for (const [hours, timeToLive, until] of [
      [7, 24 * HOUR, 7 * HOUR],
      [7, HOUR, HOUR],
      [24, 24 * HOUR, 24 * HOUR],
      // Less than a push service may take to answer.
      [7, 60_000, 900_000],
    ] as const) {
      const world = await worldOf({ expiresAt: new Date(START + timeToLive).toISOString() }, 1);
      world.answerHours = hours;
      await world.stream(id);
      await world.drain();
      world.messages.set(id, { ...(world.messages.get(id) ?? sampleMessage()), status: 'COMPLETED' });
      await runOnce(world);
      expect(world.statuses()).toEqual({ SENT: 1 });
      expect(Date.parse(world.messages.get(id)?.dueAt ?? '')).toBe(START + until);
      await sweepOut(world);
      expect([...world.ledger.rows.values()]).toMatchObject([{ status: 'FAILED', reason: 'NO_ANSWER' }]);
    }
  });

  it('makes nothing of silence where answers are sampled', async () => {
    const world = await worldOf({}, 1);
    world.answerHours = null;
    await world.stream(id);
    await world.drain();
    await sweepOut(world);
    expect(world.statuses()).toEqual({ SENT: 1 });
  });

  it('queues nothing again of a platform whose breaker is open, or has just closed', async () => {
    const world = await worldOf({ status: 'SENDING' }, 1);
    world.expected.set(id, 1);
    const row = sampleRow('device-0');
    world.ledger.rows.set(row.id, row);
    const since = new Date(START).toISOString();
    world.breakers = [{ platform: 'FCM', heldBecause: 'PLATFORM_FAILING', since }];
    await runOnce(world);
    await runOnce(world);
    expect(world.sends).toEqual([]);
    world.breakers = [{ platform: 'FCM', since: new Date(world.now).toISOString() }];
    await runOnce(world);
    expect(world.sends).toEqual([]);
    await runOnce(world);
    await runOnce(world);
    expect(world.sends).toHaveLength(1);
  });

  it('goes on with the others where one message cannot be looked at, and fails visibly', async () => {
    const world = await worldOf({ status: 'DUPLICATE' });
    const other = '01ARZ3NDEKTSV4RRFFQ69G5FAW';
    world.messages.set(other, sampleMessage({ id: other, status: 'DUPLICATE', ...firstLook(other, START) }));
    world.now = START + HOUR;
    const ports = world.ports();
    const messages = {
      read: (messageId: string) =>
        messageId === id ? Promise.reject(new Error('Throttled.')) : ports.messages.read(messageId),
    };
    await expect(sweep({ ...ports, messages }, world.now + 60_000)).rejects.toThrow('1 messages were not looked at.');
    expect(world.messages.get(other)?.dueAt).toBeUndefined();
  });
});

it('spreads messages over the index by their ids, and looks three minutes after they are due', () => {
  const ids = [...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'].map((last) => `01ARZ3NDEKTSV4RRFFQ69G5FA${last}`);
  const shards = Map.groupBy(ids, (each) => firstLook(each, START).dueShard);
  expect([...shards.keys()].toSorted()).toEqual([...DUE_SHARDS]);
  for (const of of shards.values()) expect(of).toHaveLength(4);
  expect(firstLook(id, START).dueAt).toBe(new Date(START + 180_000).toISOString());
});
