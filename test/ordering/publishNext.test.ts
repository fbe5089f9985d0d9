import { expect, it } from 'vitest';
import type { TopicOutcome, TopicRequest } from '../../functions/delivery/TopicPublisher.ts';
import type { Work } from '../../functions/delivery/Work.ts';
import { drainGroupQueue, type Ports } from '../../functions/ordering/drainGroupQueue.ts';
import { deduplicationKey } from '../../functions/rules/keys.ts';
import type { MessageRow } from '../../functions/rules/publishing/MessageRow.ts';
import { START, sampleMessage } from '../delivery/samples.ts';
import { World } from '../delivery/World.ts';
import { sampleTopic } from '../topics/samples.ts';

const groupQueue = 'QUEUE#TOPIC#topic#orders';

/** A FIFO topic to which messages were accepted, one after the other. */
function worldOf(messages: readonly Partial<MessageRow>[], outcomes: TopicOutcome[] = []) {
  const world = new World();
  const requests: TopicRequest[] = [];
  const taken = new Map<string, string>();
  const queued: Work[] = [];
  for (const [index, members] of messages.entries()) {
    const id = `01ARZ3NDEKTSV4RRFFQ69G5FA${index}`;
    const topic = { topicId: 'topic', groupId: 'orders', ...members.audience?.topic };
    const message = sampleMessage({ id, sequence: `${index}`, ...members, audience: { topic } });
    world.messages.set(id, message);
    world.groupQueues.accept(message);
  }
  const base = world.ports();
  const ports: Ports = {
    ...base,
    topics: {
      read: async (id) => sampleTopic({ id, type: 'FIFO', arn: 'arn:topic.fifo' }),
    },
    publisher: {
      async publish(request) {
        requests.push(request);
        return outcomes.shift() ?? { kind: 'sent', snsMessageId: 'sns', sequenceNumber: `${requests.length}` };
      },
    },
    publications: {
      async record({ messageId: id }, publication) {
        const message = world.messages.get(id);
        if (message) world.messages.set(id, { ...message, publication, status: 'COMPLETED' });
      },
    },
    deduplications: {
      async take({ messageId, ...id }) {
        const { pk } = deduplicationKey(id);
        const earlier = taken.get(pk);
        if (earlier !== undefined && earlier !== messageId) return earlier;
        taken.set(pk, messageId);
        return null;
      },
      async recordDuplicate(id, duplicateOf) {
        const message = world.messages.get(id);
        if (message) world.messages.set(id, { ...message, status: 'DUPLICATE', duplicateOf });
      },
    },
    queue: { add: async (work) => void queued.push(...work) },
  };
  return {
    world,
    requests,
    queued,
    drain: () => drainGroupQueue(ports, { kind: 'wake', groupQueue }, START + 20_000),
    statuses: () => [...world.messages.values()].map(({ status }) => status),
    published: () => requests.map(({ fifo }) => Number(fifo?.deduplicationId.at(-1))),
  };
}

const withId = (deduplicationId: string) => ({
  audience: { topic: { topicId: 'topic', groupId: 'orders', deduplicationId } },
});

it('publishes a group’s messages one after the other, under their own ids', async () => {
  const { drain, published, requests, statuses, world } = worldOf([{}, withId('x'), {}]);
  await drain();
  expect(published()).toEqual([0, 1, 2]);
  expect(requests.map(({ fifo }) => fifo?.groupId)).toEqual(['orders', 'orders', 'orders']);
  expect(statuses()).toEqual(['COMPLETED', 'COMPLETED', 'COMPLETED']);
  expect(world.groupQueues.rows.size).toBe(0);
});

it('drops what has the deduplication id of another one, and tells which', async () => {
  const { drain, published, statuses, world } = worldOf([withId('x'), withId('y'), withId('x'), {}]);
  await drain();
  expect(published()).toEqual([0, 1, 3]);
  expect(statuses()).toEqual(['COMPLETED', 'COMPLETED', 'DUPLICATE', 'COMPLETED']);
  expect([...world.messages.values()][2]?.duplicateOf).toBe('01ARZ3NDEKTSV4RRFFQ69G5FA0');
});

it('takes another publisher’s deduplication id for another', async () => {
  const { drain, published, statuses } = worldOf([{ ...withId('x'), publisherId: 'peter' }, withId('x'), withId('x')]);
  await drain();
  expect(published()).toEqual([0, 1]);
  expect(statuses()).toEqual(['COMPLETED', 'COMPLETED', 'DUPLICATE']);
});

it('holds a group up where SNS does not take its first, and has a later one tried again by itself', async () => {
  const first = worldOf([{}, {}], [{ kind: 'later' }]);
  await expect(first.drain()).rejects.toThrow();
  expect(first.published()).toEqual([0]);
  expect((await first.world.groupQueues.first(groupQueue))?.failures).toBe(1);
  await first.drain();
  expect(first.published()).toEqual([0, 0, 1]);

  const second = worldOf([{}, {}], [{ kind: 'sent', snsMessageId: 'sns' }, { kind: 'later' }]);
  await second.drain();
  expect(second.published()).toEqual([0, 1]);
  expect(second.queued).toEqual([{ kind: 'wake', groupQueue }]);
});

it('passes over what is cancelled, given up or refused, and waits for what is due', async () => {
  const { drain, published, statuses } = worldOf(
    [{ status: 'CANCELLED' }, { status: 'FAILED' }, {}, {}, { status: 'SCHEDULED' }, {}],
    [{ kind: 'refused' }],
  );
  await drain();
  expect(published()).toEqual([2, 3]);
  expect(statuses()).toEqual(['CANCELLED', 'FAILED', 'FAILED', 'COMPLETED', 'SCHEDULED', 'ACCEPTED']);
});
