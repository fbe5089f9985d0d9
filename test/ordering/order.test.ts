import fc from 'fast-check';
import { runs } from 'local-cloud/testing/effort';
import { describe, expect, it } from 'vitest';
import type { PushOutcome } from '../../functions/delivery/PushSender.ts';
import { isTerminal } from '../../functions/rules/delivery/deliveryStatus.ts';
import { positionOf } from '../../functions/rules/ordering/messageGroups.ts';
import type { MessageRow } from '../../functions/rules/publishing/MessageRow.ts';
import { crashAt, crashPoints } from '../delivery/crashAt.ts';
import { sampleDevice, sampleMessage } from '../delivery/samples.ts';
import { World } from '../delivery/World.ts';

const users = ['ann', 'ben'];
const groups = ['orders', 'chats'];

/** Ann has three devices, Ben one. */
function worldOfTwo(): World {
  const world = new World();
  world.devices = [
    sampleDevice('phone', { userId: 'ann' }),
    sampleDevice('tablet', { userId: 'ann' }),
    sampleDevice('off', { userId: 'ann', status: 'DISABLED' }),
    sampleDevice('bens', { userId: 'ben' }),
  ];
  return world;
}

/** Accepts a message, as one transaction does; its stream record is on its way. */
function accept(
  world: World,
  userIds: readonly string[],
  groupId: string,
  delaySeconds = 0,
  publisherId = 'paula',
): MessageRow {
  world.now += 1;
  const id = `01ARZ3NDEKTSV4RRFFQ69G5${`00${world.messages.size}`.slice(-3)}`;
  const due = world.now + delaySeconds * 1000;
  const message = sampleMessage({
    id,
    publisherId,
    status: delaySeconds > 0 ? 'SCHEDULED' : 'ACCEPTED',
    audience: { userIds },
    options: { timeToLive: 86_400, priority: 'NORMAL', pushType: 'ALERT', groupId },
    sequence: positionOf(due, id),
    createdAt: new Date(world.now).toISOString(),
    ...(delaySeconds > 0 ? { scheduledAt: new Date(due).toISOString() } : {}),
  });
  world.messages.set(id, message);
  world.groupQueues.accept(message);
  world.enqueue({ kind: 'dispatch', messageId: id });
  return message;
}

function cancel(world: World, message: MessageRow): void {
  const now = world.messages.get(message.id) ?? message;
  if (now.status === 'COMPLETED') return;
  world.messages.set(message.id, { ...now, status: 'CANCELLED' });
  world.enqueue({ kind: 'dispatch', messageId: message.id });
}

const action = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('accept' as const),
      to: fc.constantFrom(['ann'], ['ben'], users),
      group: fc.constantFrom(...groups),
      delay: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, fc.integer({ min: 1, max: 400 })),
    }),
  },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('work' as const), nth: fc.nat(5) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('wake' as const),
      user: fc.constantFrom(...users),
      group: fc.constantFrom(...groups),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('wait' as const), seconds: fc.integer({ min: 1, max: 60 }) }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constantFrom('cancel' as const, 'dispatch' as const), which: fc.nat(20) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('register' as const), user: fc.constantFrom(...users) }) },
);

const outcome = fc.oneof(
  { weight: 6, arbitrary: fc.constant<PushOutcome>({ kind: 'sent', snsMessageId: 'sns' }) },
  { weight: 3, arbitrary: fc.constant<PushOutcome>({ kind: 'later', reason: 'THROTTLED' }) },
  { weight: 1, arbitrary: fc.constant<PushOutcome>({ kind: 'refused', reason: 'INVALID_PAYLOAD' }) },
);
const crashes = crashPoints(400);

/** What each device was sent of each group came in the order of the positions, and what it was not sent has ended. */
function expectOrder(world: World, crashed: number): void {
  for (const device of world.devices.filter(({ status }) => status === 'ENABLED')) {
    for (const group of groups) {
      const isLate = (messageId: string) => world.ledger.rows.get(`${messageId}.${device.id}`)?.late === true;
      const sent = world.sends
        .filter(({ endpointArn, messageId }) => endpointArn === device.endpointArn && !isLate(messageId))
        .map(({ messageId }) => world.messages.get(messageId))
        .filter((message) => message?.options.groupId === group)
        .map((message) => message?.sequence ?? '');
      expect(sent).toEqual(sent.toSorted());
      // Only who dies between SNS's answer and its record sends again.
      expect(sent.length - new Set(sent).size).toBeLessThanOrEqual(crashed);
      for (const message of world.messages.values()) {
        if (message.options.groupId !== group || !message.audience.userIds?.includes(device.userId)) continue;
        const row = world.ledger.rows.get(`${message.id}.${device.id}`);
        if (row?.late === true) continue;
        const ends = ['SENT', 'CANCELLED', ...(crashed > 0 ? ['FAILED'] : [])];
        if (sent.includes(message.sequence ?? '')) expect(ends).toContain(row?.status);
        // A device that came later has none of it.
        else if (row === undefined) expect(message.status === 'CANCELLED' || device.id.includes('-')).toBe(true);
        else expect(isTerminal(row.status)).toBe(true);
      }
    }
  }
}

describe('messages of a group', () => {
  it('reach each device in the order of their acceptance, whatever happens in between', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(action, { minLength: 5, maxLength: 40 }),
        fc.array(outcome, { maxLength: 40 }),
        crashes,
        async (actions, outcomes, points) => {
          const world = worldOfTwo();
          world.outcomes = [...outcomes];
          const deaths = crashAt(world, points);
          const accepted: MessageRow[] = [];
          for (const step of actions) {
            if (step.do === 'accept') accepted.push(accept(world, step.to, step.group, step.delay));
            else if (step.do === 'work') await world.step(step.nth);
            else if (step.do === 'wait') world.now += step.seconds * 1000;
            else if (step.do === 'wake') {
              world.enqueue({ kind: 'wake', groupQueue: `QUEUE#USER#paula ${step.group} ${step.user}` });
            } else if (step.do === 'register') {
              const id = `${step.user}s-${world.devices.length}`;
              world.devices = [...world.devices, sampleDevice(id, { userId: step.user })];
            } else {
              const message = accepted[step.which];
              if (message && step.do === 'cancel') cancel(world, message);
              else if (message) world.enqueue({ kind: 'dispatch', messageId: message.id });
            }
          }
          await world.drain();
          expect(world.givenUp).toEqual([]);
          expect([...world.groupQueues.rows.values()]).toEqual([]);
          expectOrder(world, deaths.all);
          if (points.length === 0 && outcomes.every(({ kind }) => kind === 'sent')) {
            expect(new Set(world.sends.map(({ endpointArn, messageId }) => endpointArn + messageId)).size).toBe(
              world.sends.length,
            );
          }
        },
      ),
      runs(400),
    );
  });

  it('keep their order even where several workers are at one group at once', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.array(outcome, { maxLength: 10 }),
        fc.integer({ min: 2, max: 5 }),
        async (scheduler, outcomes, count) => {
          const world = worldOfTwo();
          for (let index = 0; index < count; index += 1) accept(world, users, 'orders');
          world.outcomes = [...outcomes];
          // A claim must not end while its holder is at work.
          world.timeStands = true;
          world.turn = () => scheduler.schedule(Promise.resolve());
          const workers = Array.from({ length: count }, async () => {
            for (let round = 0; round < 4; round += 1) await world.step();
          });
          await scheduler.waitFor(Promise.all(workers));
          world.turn = async () => {};
          world.timeStands = false;
          await world.drain();
          expect([...world.groupQueues.rows.values()]).toEqual([]);
          expectOrder(world, 0);
        },
      ),
      runs(200),
    );
  });

  it('wait for the first of them while SNS does not take it, and other users’, groups’ and publishers’ do not', async () => {
    const world = worldOfTwo();
    const first = accept(world, ['ben'], 'orders');
    await world.step();
    world.outcomes = [{ kind: 'later', reason: 'THROTTLED' }];
    await world.step();
    const second = accept(world, ['ben'], 'orders');
    const other = accept(world, ['ben'], 'chats');
    const anns = accept(world, ['ann'], 'orders');
    const peters = accept(world, ['ben'], 'orders', 0, 'peter');
    for (let work = 0; work < 8; work += 1) await world.step();
    const sent = world.sends.map(({ messageId }) => messageId);
    expect(sent).toEqual(expect.arrayContaining([other.id, anns.id, peters.id]));
    expect(sent).not.toContain(first.id);
    expect(sent).not.toContain(second.id);
    await world.drain();
    const bens = world.sends.filter(({ endpointArn }) => endpointArn === 'endpoint/bens');
    expect(bens.map(({ messageId }) => messageId)).toEqual([other.id, peters.id, first.id, second.id]);
    // The pause was the first's own: what was published meanwhile did not shorten it.
    expect(world.ledger.rows.get(`${first.id}.bens`)?.attempts).toBe(2);
  });

  it('go on when SNS takes the first of them at last', async () => {
    const world = worldOfTwo();
    const first = accept(world, ['ben'], 'orders');
    const second = accept(world, ['ben'], 'orders');
    world.outcomes = Array.from({ length: 8 }, () => ({ kind: 'later', reason: 'THROTTLED' }));
    await world.drain();
    expect(world.ledger.rows.get(`${first.id}.bens`)).toMatchObject({ status: 'SENT', attempts: 9 });
    expect(world.sends.map(({ messageId }) => messageId)).toEqual([first.id, second.id]);
  });

  it('go on without one that SNS does not take for 15 minutes, which is sent late and says so', async () => {
    const world = worldOfTwo();
    const [first, second, third] = ['orders', 'orders', 'orders'].map((group) => accept(world, ['ben'], group));
    const [start, later] = [world.now, { kind: 'later', reason: 'INTERNAL' } as const];
    world.answer = ({ payload }) => (payload.includes(`${first?.id}`) && world.now < start + 10_800_000 ? later : null);
    await world.drain();
    expect(world.sends.map(({ messageId }) => messageId)).toEqual([second?.id, third?.id, first?.id]);
    const held = (world.sends[0]?.at ?? 0) - start;
    expect(held).toBeGreaterThanOrEqual(900_000);
    expect(held).toBeLessThanOrEqual(901_000);
    expect(world.ledger.rows.get(`${first?.id}.bens`)).toMatchObject({ status: 'SENT', late: true });
    expect(world.ledger.rows.get(`${second?.id}.bens`)?.late).toBeUndefined();
  });

  it('are held back for 15 minutes at most, and only what was held so long is late', async () => {
    // Minutes for which SNS does not take each message, from its acceptance on.
    const outages = fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 90 })), { minLength: 2, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(
        outages,
        crashes,
        fc.double({ min: 0.1, max: 1, noNaN: true }),
        async (minutes, points, jitter) => {
          const world = worldOfTwo();
          world.random = jitter;
          const messages = minutes.map(() => accept(world, ['ben'], 'orders'));
          const tried = new Map<string, number>();
          const start = world.now;
          world.answer = ({ payload }) => {
            const index = messages.findIndex(({ id }) => payload.includes(id));
            const { id = '' } = messages[index] ?? {};
            tried.set(id, tried.get(id) ?? world.now);
            return world.now < start + (minutes[index] ?? 0) * 60_000 ? { kind: 'later', reason: 'THROTTLED' } : null;
          };
          const deaths = crashAt(world, points);
          await world.drain();
          expectOrder(world, deaths.all);
          expect([...world.groupQueues.rows.values()]).toEqual([]);
          const rows = messages.map(({ id }) => world.ledger.rows.get(`${id}.bens`));
          for (const [index, row] of rows.entries()) {
            expect(row?.status).toBe('SENT');
            const first = tried.get(messages[index]?.id ?? '') ?? 0;
            if (row?.late === true) expect(start + (minutes[index] ?? 0) * 60_000 - first).toBeGreaterThan(0);
            const next = tried.get(messages[index + 1]?.id ?? '');
            // A process that dies holds its group for three minutes more.
            if (next !== undefined) expect(next - first).toBeLessThanOrEqual(905_000 + deaths.all * 200_000);
            if (row?.late === true && deaths.all === 0 && next !== undefined) {
              expect(next - first).toBeGreaterThanOrEqual(899_000);
            }
          }
        },
      ),
      runs(100),
    );
  });

  it('go on without one that fails too often, which a redrive sends late', async () => {
    const world = worldOfTwo();
    const [first, second] = [accept(world, ['ben'], 'orders'), accept(world, ['ben'], 'orders')];
    for (let work = 0; work < 2; work += 1) await world.step();
    let broken = true;
    world.before = (name) => {
      if (broken && name === 'claim') throw new Error('broken');
    };
    world.after = (name) => {
      // Giving up the first message ends the trouble.
      if (name === 'endUnsent') broken = false;
    };
    await world.drain();
    expect(world.ledger.rows.get(`${first.id}.bens`)).toMatchObject({ status: 'FAILED', abandoned: true });
    expect(world.ledger.rows.get(`${second.id}.bens`)).toMatchObject({ status: 'SENT' });
    world.redrive();
    await world.drain();
    expect(world.sends.map(({ messageId }) => messageId)).toEqual([second.id, first.id]);
    expect(world.ledger.rows.get(`${first.id}.bens`)?.late).toBe(true);
    expect([...world.groupQueues.rows.values()]).toEqual([]);
  });

  it('do not wait for one that cannot be dispatched', async () => {
    const world = worldOfTwo();
    const first = accept(world, users, 'orders');
    const second = accept(world, ['ben'], 'orders');
    let broken = true;
    world.before = (name) => {
      if (broken && name === 'ofUser' && world.messages.get(first.id)?.status === 'SENDING') throw new Error('broken');
    };
    world.after = (name) => {
      if (name === 'fail') broken = false;
    };
    await world.drain();
    expect(world.messages.get(first.id)?.status).toBe('FAILED');
    expect(world.sends.map(({ messageId }) => messageId)).toEqual([second.id]);
    world.redrive();
    await world.drain();
    expect(world.statuses()).toMatchObject({ SENT: 4 });
  });

  it('are dispatched again where nobody did it, and not waited for once their time is over', async () => {
    const world = worldOfTwo();
    const lost = accept(world, ['ben'], 'orders');
    await world.step(99);
    world.messages.set(lost.id, { ...lost });
    world.groupQueues.accept(lost);
    world.ledger.rows.clear();
    world.now += 120_000;
    const next = accept(world, ['ben'], 'orders');
    await world.drain();
    expect(world.sends.map(({ messageId }) => messageId)).toEqual([lost.id, next.id]);

    world.groupQueues.accept({ ...lost, expiresAt: new Date(world.now - 1).toISOString() });
    world.messages.set(lost.id, { ...lost, expiresAt: new Date(world.now - 1).toISOString() });
    const last = accept(world, ['ben'], 'orders');
    await world.drain();
    expect(world.sends.at(-1)?.messageId).toBe(last.id);
  });

  it('reach no device that came after the next one, however often they are dispatched', async () => {
    const world = worldOfTwo();
    const first = accept(world, ['ben'], 'orders');
    await world.drain();
    world.devices = [...world.devices, sampleDevice('bens-new', { userId: 'ben' })];
    const second = accept(world, ['ben'], 'orders');
    await world.drain();
    world.enqueue({ kind: 'dispatch', messageId: first.id });
    await world.drain();
    const sent = world.sends.filter(({ endpointArn }) => endpointArn === 'endpoint/bens-new');
    expect(sent.map(({ messageId }) => messageId)).toEqual([second.id]);
  });

  it('hand over to another wake-up when the time is up', async () => {
    const world = worldOfTwo();
    for (let index = 0; index < 20; index += 1) accept(world, ['ben'], 'orders');
    world.after = (name) => {
      if (name === 'send') world.now += 7_000;
    };
    await world.drain();
    expect(world.sends).toHaveLength(20);
    expectOrder(world, 0);
  });
});
