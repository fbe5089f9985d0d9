import { expect, it } from 'vitest';
import type { TopicRow, TopicSubscriptionRow } from '../../functions/rules/topics/TopicRows.ts';
import { createTopic, deleteTopic } from '../../functions/topics/createOrDeleteTopic.ts';
import { sampleSubscriber, sampleSubscription, sampleTopic } from './samples.ts';

function setUp(row: TopicRow | null) {
  const world = {
    row,
    calls: 0,
    logs: [] as string[],
    discarded: [] as string[],
    requests: [sampleSubscription({ status: 'REQUESTED' })],
  };
  const ports = {
    topics: {
      read: async () => world.row,
      async activate(_: string, arn: string) {
        world.row = world.row === null ? null : { ...world.row, status: 'ACTIVE', arn };
        return world.row;
      },
      async *subscribersOf() {
        yield [sampleSubscriber({ keptIn: 'kept-1' }), sampleSubscriber({})];
      },
      async remove() {
        world.row = null;
      },
    },
    kept: {
      async discard(name: string) {
        world.discarded.push(name);
      },
    },
    subscriptions: {
      async *requestsTo() {
        yield world.requests;
      },
      async end(request: TopicSubscriptionRow) {
        world.requests = world.requests.filter((other) => other !== request);
        return true;
      },
    },
    logs: {
      async prepare(arn: string) {
        // Before anybody can publish.
        expect(world.row?.status).toBe('CREATING');
        world.logs.push(arn);
      },
    },
    broker: {
      async create(topicId: string) {
        world.calls += 1;
        return `arn:${topicId}`;
      },
      async delete() {
        world.calls += 1;
      },
    },
  };
  return { world, ports };
}

it('a topic is made at SNS once, however often the call is repeated', async () => {
  const { arn: _, ...creating } = sampleTopic({ status: 'CREATING' });
  const { world, ports } = setUp(creating);
  const active = await createTopic(ports, 'topic');
  expect(active).toMatchObject({ status: 'ACTIVE', arn: 'arn:topic' });
  expect(await createTopic(ports, 'topic')).toEqual(active);
  expect(world.calls).toBe(1);
  expect(world.logs).toEqual(['arn:topic']);
  expect(world.requests).toHaveLength(1);
});

it('one that was deleted since is not made again', async () => {
  for (const row of [null, sampleTopic({ status: 'DELETING' })]) {
    const { world, ports } = setUp(row);
    await expect(createTopic(ports, 'topic')).rejects.toMatchObject({ errorType: 'NotFound' });
    expect(world.calls).toBe(0);
  }
});

it('a topic is deleted at SNS once, and the requests to follow it end', async () => {
  const { world, ports } = setUp(sampleTopic({ status: 'DELETING' }));
  expect(await deleteTopic(ports, 'topic')).toEqual({ deleted: true });
  expect(world.requests).toEqual([]);
  expect(world.discarded).toEqual(['kept-1']);
  expect(await deleteTopic(ports, 'topic')).toEqual({ deleted: false });
  expect(world.calls).toBe(1);
});
