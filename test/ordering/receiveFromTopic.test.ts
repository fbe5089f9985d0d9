import { describe, expect, it } from 'vitest';
import type { Work } from '../../functions/delivery/Work.ts';
import { receiveFromTopic } from '../../functions/ordering/receiveFromTopic.ts';
import { sampleMessage } from '../delivery/samples.ts';
import { InMemoryGroupQueues } from './InMemoryGroupQueues.ts';

const message = sampleMessage({
  status: 'SENDING',
  audience: { topic: { topicId: '01ARZ3NDEKTSV4RRFFQ69G5TOP', groupId: 'orders' } },
});
const topicArn = 'arn:aws:sns:us-east-1:000000000000:Heliograph-topic-01ARZ3NDEKTSV4RRFFQ69G5TOP.fifo';
const groupQueue = 'QUEUE#FANOUT#01ARZ3NDEKTSV4RRFFQ69G5TOP#orders';

function notification(members: object = {}, text: object = { messageId: message.id, title: 'Hello' }): string {
  return JSON.stringify({
    Type: 'Notification',
    MessageId: 'sns',
    TopicArn: topicArn,
    SequenceNumber: '10000000000000003000',
    Message: JSON.stringify(text),
    ...members,
  });
}

function setUp() {
  const groupQueues = new InMemoryGroupQueues();
  const queued: Work[] = [];
  const ports = {
    groupQueues,
    messages: { read: async (id: string) => (id === message.id ? message : null) },
    queue: { add: async (work: readonly Work[]) => void queued.push(...work) },
  };
  return { groupQueues, queued, receive: (body: string) => receiveFromTopic(ports, body) };
}

describe('what a FIFO topic hands on', () => {
  it('is queued by SNS’s sequence number, however long that is', async () => {
    const { groupQueues, queued, receive } = setUp();
    expect(await receive(notification())).toBe(true);
    expect(await receive(notification({ SequenceNumber: '9' }))).toBe(true);
    expect(queued).toEqual([
      { kind: 'wake', groupQueue },
      { kind: 'wake', groupQueue },
    ]);
    expect((await groupQueues.first(groupQueue))?.position).toBe(`${'9'.padStart(40, '0')}-${message.id}`);
    expect(groupQueues.rows.size).toBe(2);
  });

  it.each([
    ['text', 'Hello'],
    ['null', 'null'],
    ['what somebody else published', notification({}, { text: 'Hello' })],
    ['a message that is not known', notification({}, { messageId: '01ARZ3NDEKTSV4RRFFQ69G5XXX' })],
    ['a message that is another topic’s', notification({ TopicArn: topicArn.replace('TOP.fifo', 'TOQ.fifo') })],
  ])('is left to other subscribers where it is %s', async (_, body) => {
    const { groupQueues, queued, receive } = setUp();
    expect(await receive(body)).toBe(false);
    expect(queued).toEqual([]);
    expect(groupQueues.rows.size).toBe(0);
  });
});
