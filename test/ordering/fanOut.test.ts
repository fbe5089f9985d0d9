import fc from 'fast-check';
import { runs } from 'local-cloud/testing/effort';
import { describe, expect, it } from 'vitest';
import type { PushOutcome } from '../../functions/delivery/PushSender.ts';
import { isTerminal } from '../../functions/rules/delivery/deliveryStatus.ts';
import { fanOutQueue } from '../../functions/rules/keys.ts';
import { fanOutPosition } from '../../functions/rules/ordering/messageGroups.ts';
import type { MessageRow } from '../../functions/rules/publishing/MessageRow.ts';
import { type CrashPoint, crashAt, crashPoints } from '../delivery/crashAt.ts';
import { sampleDevice, sampleMessage } from '../delivery/samples.ts';
import { World } from '../delivery/World.ts';

const users = ['ann', 'ben', 'cleo', 'dan', 'eve'];
const groupQueue = fanOutQueue('topic', 'orders');

/** Five users follow the topic, Cleo only for what is urgent. */
function worldOfFollowers(): World {
  const world = new World();
  world.followers = users.map((userId) => ({
    topicId: 'topic',
    userId,
    ...(userId === 'cleo' ? { filterPolicy: '{"urgent":["yes"]}' } : {}),
  }));
  world.devices = users.map((userId) => sampleDevice(`${userId}s`, { userId }));
  return world;
}

/** SNS has taken a message, and hands it on. */
async function handOn(world: World, urgent = false): Promise<MessageRow> {
  world.now += 1;
  const index = world.messages.size;
  const id = `01ARZ3NDEKTSV4RRFFQ69G5${`00${index}`.slice(-3)}`;
  const attributes = urgent ? { urgent: 'yes' } : {};
  const message = sampleMessage({
    id,
    status: 'SENDING',
    audience: { topic: { topicId: 'topic', groupId: 'orders', attributes } },
    sequence: `${index}`,
  });
  world.messages.set(id, message);
  await world.groupQueues.put({ groupQueue, position: fanOutPosition(`${index}`, id), messageId: id }, []);
  world.enqueue({ kind: 'wake', groupQueue });
  return message;
}

const sentTo = (world: World, deviceId: string) =>
  world.sends.filter(({ endpointArn }) => endpointArn === `endpoint/${deviceId}`).map(({ messageId }) => messageId);

const action = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('publish' as const), urgent: fc.boolean() }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('work' as const), nth: fc.nat(8) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('again' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('move' as const), comes: fc.boolean(), user: fc.constantFrom(...users) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('cancel' as const), which: fc.nat(8) }) },
);
const outcome = fc.oneof(
  { weight: 6, arbitrary: fc.constant<PushOutcome>({ kind: 'sent', snsMessageId: 'sns' }) },
  { weight: 2, arbitrary: fc.constant<PushOutcome>({ kind: 'later', reason: 'THROTTLED' }) },
);
const crashes = crashPoints(500);

/** A worker dies when followers' queues have their copies and are not woken. Then the message is cancelled. */
const cancelledAfterCopies: [
  (typeof action extends fc.Arbitrary<infer Step> ? Step : never)[],
  PushOutcome[],
  CrashPoint[],
] = [
  [
    { do: 'publish', urgent: false },
    { do: 'work', nth: 0 },
    { do: 'cancel', which: 0 },
  ],
  [],
  [{ call: 9, after: true }],
];

describe('messages of a FIFO topic’s group', () => {
  it('reach every follower’s devices in order, whatever happens in between', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(action, { minLength: 5, maxLength: 40 }),
        fc.array(outcome, { maxLength: 30 }),
        crashes,
        async (actions, outcomes, points) => {
          const world = worldOfFollowers();
          world.outcomes = [...outcomes];
          const deaths = crashAt(world, points);
          const published: MessageRow[] = [];
          const untouched = new Set(users);
          let arrived = 0;
          for (const step of actions) {
            if (step.do === 'publish') published.push(await handOn(world, step.urgent));
            else if (step.do === 'work') await world.step(step.nth);
            else if (step.do === 'again') world.enqueue({ kind: 'wake', groupQueue });
            else if (step.do === 'move' && step.comes) {
              arrived += 1;
              world.devices = [...world.devices, sampleDevice(`${step.user}s-${arrived}`, { userId: step.user })];
            } else if (step.do === 'move') {
              untouched.delete(step.user);
              world.devices = world.devices.filter(({ userId }) => userId !== step.user);
            } else {
              const message = world.messages.get(published[step.which]?.id ?? '');
              if (message) world.messages.set(message.id, { ...message, status: 'CANCELLED' });
              if (message) world.enqueue({ kind: 'dispatch', messageId: message.id });
            }
          }
          await world.drain();
          expect(world.givenUp).toEqual([]);
          expect([...world.groupQueues.rows.values()]).toEqual([]);
          for (const { id } of world.devices) {
            const sent = sentTo(world, id);
            expect(sent).toEqual(sent.toSorted());
            expect(sent.length - new Set(sent).size).toBeLessThanOrEqual(deaths.all);
          }
          for (const row of world.ledger.rows.values()) {
            expect(row.status === 'SENT' || isTerminal(row.status)).toBe(true);
          }
          for (const message of published) {
            const { status } = world.messages.get(message.id) ?? message;
            if (status === 'CANCELLED') continue;
            expect(world.messages.get(message.id)?.resolved).toBe(true);
            const urgent = message.audience.topic?.attributes?.urgent === 'yes';
            for (const userId of untouched) {
              const reached = sentTo(world, `${userId}s`).includes(message.id);
              if (userId === 'cleo') expect(reached).toBe(urgent);
              else expect(reached).toBe(true);
            }
            const rows = [...world.ledger.rows.values()].filter(({ messageId }) => messageId === message.id);
            expect(world.expected.get(message.id)).toBeLessThanOrEqual(rows.length);
            if (points.length === 0) expect(world.expected.get(message.id)).toBe(rows.length);
          }
        },
      ),
      { ...runs(400), examples: [cancelledAfterCopies] },
    );
  });

  it('holds a page of followers at a time, and hands over when the time is up', async () => {
    const world = new World();
    world.followersPerPage = 10;
    const ids = Array.from({ length: 95 }, (_, index) => `user-${`0${index}`.slice(-2)}`);
    world.followers = ids.map((userId) => ({ topicId: 'topic', userId }));
    world.devices = ids.map((userId) => sampleDevice(`${userId}s`, { userId }));
    world.after = (name) => {
      if (name === 'page') world.now += 11_000;
    };
    const first = await handOn(world);
    const second = await handOn(world);
    await world.drain();
    for (const id of ids) expect(sentTo(world, `${id}s`)).toEqual([first.id, second.id]);
    expect(world.expected.get(second.id)).toBe(95);
  });

  it('reach everybody though followers have many devices with long ids', async () => {
    const world = new World();
    world.followersPerPage = 100;
    const ids = Array.from({ length: 120 }, (_, index) => `user-${`00${index}`.slice(-3)}`);
    world.followers = ids.map((userId) => ({ topicId: 'topic', userId }));
    const named = (userId: string, index: number) => `${userId}-${index}-`.padEnd(128, 'x');
    const of = (userId: string) => (userId < 'user-110' ? 25 : 1);
    world.devices = ids.flatMap((userId) =>
      Array.from({ length: of(userId) }, (_, index) => sampleDevice(named(userId, index), { userId })),
    );
    let largest = 0;
    world.after = (name) => {
      const rows = name === 'put' || name === 'checkpointPage' ? world.groupQueues.rows.values() : [];
      for (const row of rows) largest = Math.max(largest, JSON.stringify(row).length);
    };
    const { id } = await handOn(world);
    await world.drain();
    expect(largest).toBeLessThan(300_000);
    expect(world.statuses()).toEqual({ SENT: world.devices.length });
    expect(world.expected.get(id)).toBe(world.devices.length);
    expect(sentTo(world, named('user-119', 0))).toEqual([id]);
  });

  it('reach no device that came after the next one, however often SNS hands them on', async () => {
    const world = worldOfFollowers();
    const first = await handOn(world);
    await world.drain();
    world.devices = [...world.devices, sampleDevice('anns-new', { userId: 'ann' })];
    const second = await handOn(world);
    await world.drain();
    await world.groupQueues.put({ groupQueue, position: fanOutPosition('0', first.id), messageId: first.id }, []);
    world.enqueue({ kind: 'wake', groupQueue });
    await world.drain();
    expect(sentTo(world, 'anns-new')).toEqual([second.id]);
    expect([...world.groupQueues.rows.values()]).toEqual([]);
  });

  it('fail visibly where they cannot be fanned out, and are finished by a redrive, late', async () => {
    const world = worldOfFollowers();
    let broken = true;
    world.before = (name) => {
      if (broken && name === 'page') throw new Error('broken');
    };
    world.after = (name) => {
      if (name === 'fail') broken = false;
    };
    const first = await handOn(world);
    const second = await handOn(world);
    await world.drain();
    expect(world.messages.get(first.id)?.status).toBe('FAILED');
    expect(sentTo(world, 'anns')).toEqual([second.id]);
    const failed = world.messages.get(first.id) ?? first;
    const publication = { snsMessageId: 'sns', sequenceNumber: '0', publishedAt: first.createdAt };
    world.messages.set(first.id, { ...failed, publication });
    world.redrive();
    await world.drain();
    expect(sentTo(world, 'anns')).toEqual([second.id, first.id]);
    expect([...world.groupQueues.rows.values()]).toEqual([]);
  });
});
