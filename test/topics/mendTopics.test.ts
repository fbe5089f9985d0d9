import { beforeEach, expect, it } from 'vitest';
import type { TopicRow } from '../../functions/rules/topics/TopicRows.ts';
import type { TopicSubscriberRow } from '../../functions/rules/topics/TopicSubscriberRow.ts';
import { mendTopics } from '../../functions/topics/mendTopics.ts';
import { sampleSubscriber, sampleTopic } from './samples.ts';

const rows = [
  sampleTopic({ id: 'a' }),
  sampleTopic({ id: 'b', status: 'DELETING' }),
  sampleTopic({ id: 'c', type: 'FIFO' }),
  sampleTopic({ id: 'd' }),
];

let subscribers: TopicSubscriberRow[];
beforeEach(() => {
  subscribers = [];
});

function setUp(enough: number) {
  const done: string[] = [];
  const ports = {
    topics: {
      async *subscribersOf(topicId: string) {
        yield topicId === 'a' ? subscribers : [];
      },
      async *pages(after: string | null) {
        const left = rows.filter(({ id }) => after === null || id > after);
        yield left.slice(0, 2);
        yield left.slice(2);
      },
    },
    broker: {
      async configure(id: string, type: TopicRow['type']) {
        done.push(`${id} ${type}`);
        return `arn:${id}`;
      },
    },
    logs: {
      async prepare(arn: string) {
        done.push(`logs of ${arn}`);
      },
    },
    subscribing: {
      subscribers: { noteKept: async (_: object, name: string) => name },
      kept: { nameFor: (arn: string) => `kept of ${arn}`, prepare: async (name: string) => `arn of ${name}` },
      broker: {
        async keep(arn: string, keptArn: string) {
          done.push(`${arn}: ${keptArn}`);
          return null;
        },
      },
    },
    phones: {
      async phonesOf(arn: string, after: string | null) {
        const pages: Readonly<Record<string, string>> = { first: 'second', second: '' };
        const page = after ?? (arn === 'arn:d' ? 'first' : 'second');
        return { subscriptionArns: arn === 'arn:d' ? [`${page} phone`] : [], after: pages[page] || null };
      },
      async keep(arn: string) {
        done.push(`${arn} keeps`);
      },
    },
    hasTime: () => done.length < enough,
  };
  return { done, ports };
}

it('mends every topic that SNS has, with its logs', async () => {
  const { done, ports } = setUp(100);
  expect(await mendTopics(ports, null)).toEqual({ mended: 3, after: null, phonesAfter: null });
  const topics = ['a STANDARD', 'logs of arn:a', 'c FIFO', 'logs of arn:c', 'd STANDARD', 'logs of arn:d'];
  expect(done).toEqual([...topics, 'first phone keeps', 'second phone keeps']);
});

it('stops in time, and goes on behind the last one', async () => {
  const { ports } = setUp(4);
  expect(await mendTopics(ports, null)).toEqual({ mended: 2, after: 'c', phonesAfter: null });
  const { done, ports: next } = setUp(100);
  expect(await mendTopics(next, 'c')).toEqual({ mended: 1, after: null, phonesAfter: null });
  expect(done[0]).toBe('d STANDARD');
  // Among a topic's phones too.
  const { ports: some } = setUp(3);
  expect(await mendTopics(some, 'c')).toEqual({ mended: 0, after: 'c', phonesAfter: 'second' });
  const { done: rest, ports: last } = setUp(100);
  expect(await mendTopics(last, 'c', 'second')).toEqual({ mended: 1, after: null, phonesAfter: null });
  expect(rest).toEqual(['d STANDARD', 'logs of arn:d', 'second phone keeps']);
});

it('gives subscribers of an earlier version a queue for what they do not take', async () => {
  subscribers = [
    sampleSubscriber({ subscriptionArn: 'arn:old' }),
    sampleSubscriber({ subscriptionArn: 'arn:new', keptIn: 'kept' }),
    sampleSubscriber({ state: 'REMOVING' }),
  ];
  const { done, ports } = setUp(100);
  await mendTopics(ports, null);
  expect(done.filter((one) => one.includes('kept'))).toEqual(['arn:old: arn of kept of arn:a']);
});
