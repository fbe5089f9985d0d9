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
    hasTime: () => done.length < enough,
  };
  return { done, ports };
}

it('mends every topic that SNS has, with its logs', async () => {
  const { done, ports } = setUp(100);
  expect(await mendTopics(ports, null)).toEqual({ mended: 3, after: null });
  expect(done).toEqual(['a STANDARD', 'logs of arn:a', 'c FIFO', 'logs of arn:c', 'd STANDARD', 'logs of arn:d']);
});

it('stops in time, and goes on behind the last one', async () => {
  const { ports } = setUp(4);
  expect(await mendTopics(ports, null)).toEqual({ mended: 2, after: 'c' });
  const { done, ports: next } = setUp(100);
  expect(await mendTopics(next, 'c')).toEqual({ mended: 1, after: null });
  expect(done[0]).toBe('d STANDARD');
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
