import { SNSClient } from '@aws-sdk/client-sns';
import { expect, it, vi } from 'vitest';
import { SnsTopicPublisher } from '../../functions/aws/sns/SnsTopicPublisher.ts';
import { type Ports, publishAll } from '../../functions/delivery/publishAll.ts';
import { Failure, PassingFailure } from '../../functions/rules/Failure.ts';
import type { PublicationRecord } from '../../functions/rules/publishing/MessageRow.ts';
import { sampleTopic } from '../topics/samples.ts';
import { sampleMessage } from './samples.ts';

const ids = Array.from({ length: 100 }, (_, index) => `message-${index}`);

function setUp() {
  const published = new Map<string, PublicationRecord>();
  const failed: string[] = [];
  const sns = new SNSClient({ region: 'eu-west-1' });
  const ports: Ports = {
    clock: { now: () => Date.parse(sampleMessage().createdAt) },
    random: () => 0,
    wait: async () => {},
    logFailure: () => {},
    messages: {
      begin: async (id) => (id === 'message-7' ? 'ended' : 'begun'),
      fail: async (id) => failed.push(id) > 0,
      async read(id) {
        if (id === 'message-8') throw new Failure('The table is away.');
        const topicId = id === 'message-9' ? 'gone' : 'topic';
        return { ...sampleMessage(), id, content: { title: id }, audience: { topic: { topicId } } };
      },
    },
    topics: { read: async (topicId) => (topicId === 'gone' ? null : sampleTopic()) },
    publications: { record: async ({ messageId }, publication) => void published.set(messageId, publication) },
    broker: new SnsTopicPublisher(sns),
  };
  return { ports, sns, published, failed };
}

/** SNS's answers: the third entry of a call is throttled, the fourth is refused. */
const answerTo = ({ input }: { input: { PublishBatchRequestEntries?: { Id: string }[] } }) => {
  const entries = input.PublishBatchRequestEntries ?? [];
  const [throttled, refused] = entries.length === 10 ? [entries[2], entries[3]] : [];
  return {
    MessageId: 'sns-single',
    Successful: entries
      .filter((entry) => entry !== throttled && entry !== refused)
      .map(({ Id }) => ({ Id, MessageId: `sns-${Id}` })),
    Failed: [
      ...(throttled ? [{ Id: throttled.Id, Code: 'Throttled', SenderFault: false }] : []),
      ...(refused ? [{ Id: refused.Id, Code: 'InvalidParameter', SenderFault: true }] : []),
    ],
  };
};

it('publishes a hundred messages to a topic with ten calls, each with its own outcome', async () => {
  const { ports, sns, published, failed } = setUp();
  const send = vi.spyOn(sns, 'send').mockImplementation((async (command: never) => answerTo(command)) as never);
  const errors = await publishAll(ports, [...ids, ...ids]);
  const calls = send.mock.calls.map(([{ input }]) => input as { PublishBatchRequestEntries?: unknown[] });
  expect(calls.filter(({ PublishBatchRequestEntries = [] }) => PublishBatchRequestEntries.length > 1)).toHaveLength(10);
  // The throttled entries go again, alone.
  expect(send.mock.calls.length).toBeLessThanOrEqual(20);
  expect([...errors.keys()]).toEqual(['message-8']);
  expect(failed).toContain('message-9');
  expect(failed).toHaveLength(10);
  expect(published.has('message-7')).toBe(false);
  expect(published.size).toBe(100 - 3 - 9);
});

it('has those come again that SNS did not take, or whose answer was lost', async () => {
  const { ports, sns, published } = setUp();
  vi.spyOn(sns, 'send').mockImplementation((async () => {
    throw new Error('socket hang up');
  }) as never);
  const errors = await publishAll(ports, ['message-1', 'message-2']);
  expect([...errors.values()].every((error) => error instanceof PassingFailure)).toBe(true);
  expect([...errors.keys()].toSorted()).toEqual(['message-1', 'message-2']);
  expect(published.size).toBe(0);
});
