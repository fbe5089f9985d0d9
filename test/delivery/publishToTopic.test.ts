import { describe, expect, it } from 'vitest';
import { publishToTopic } from '../../functions/delivery/publishToTopic.ts';
import type { TopicOutcome, TopicRequest } from '../../functions/delivery/TopicPublisher.ts';
import { PassingFailure } from '../../functions/rules/Failure.ts';
import type { MessageRow } from '../../functions/rules/publishing/MessageRow.ts';
import type { TopicAudience } from '../../functions/rules/publishing/validateAudience.ts';
import type { TopicRow } from '../../functions/rules/topics/TopicRows.ts';
import { sampleTopic } from '../topics/samples.ts';

const now = Date.parse('2026-01-01T00:00:00Z');
const message: MessageRow = {
  id: 'message',
  publisherId: 'paula',
  status: 'ACCEPTED',
  content: { title: 'Hello', data: { order: '7' } },
  options: { timeToLive: 60, priority: 'HIGH', collapseId: null, pushType: 'ALERT' },
  audience: { topic: { topicId: 'topic' } },
  reporting: 'AUTOMATIC',
  timeShard: '0',
  createdAt: '2026-01-01T00:00:00.000Z',
  expiresAt: '2026-01-01T00:01:00.000Z',
  ttl: 2_000_000_000,
};
const topic = sampleTopic();

function setUp(outcome: TopicOutcome, known: TopicRow | null = topic, at = now) {
  let row: MessageRow = message;
  const requests: TopicRequest[] = [];
  const ports = {
    clock: { now: () => at },
    messages: {
      read: async () => row,
      async begin() {
        if (row.status === 'COMPLETED' || row.status === 'CANCELLED') return 'ended' as const;
        row = { ...row, status: 'SENDING' };
        return 'begun' as const;
      },
      async fail() {
        row = { ...row, status: 'FAILED' };
        return true;
      },
    },
    topics: { read: async () => known },
    publications: {
      async record(_: unknown, publication: NonNullable<MessageRow['publication']>) {
        row = { ...row, status: 'COMPLETED', publication };
      },
    },
    publisher: {
      async publish(request: TopicRequest) {
        requests.push(request);
        return outcome;
      },
    },
  };
  const audience: TopicAudience = { topicId: 'topic', attributes: { region: 'north' } };
  return {
    requests,
    row: () => row,
    publish: (more: Partial<TopicAudience> = {}) => {
      row = { ...row, audience: { topic: { ...audience, ...more } } };
      return publishToTopic(ports, message.id);
    },
  };
}

describe('a message to a topic', () => {
  it('is one publication, of which it keeps what SNS said', async () => {
    const { publish, requests, row } = setUp({ kind: 'sent', snsMessageId: 'sns', sequenceNumber: '1' });
    await publish();
    await publish();
    expect(requests).toHaveLength(1);
    expect(requests[0]).toMatchObject({
      topicArn: 'arn:topic',
      timeToLive: 60,
      highPriority: true,
      attributes: { region: 'north' },
      fifo: null,
    });
    expect(JSON.parse(`${requests[0]?.payloads.default}`)).toMatchObject({ messageId: 'message', title: 'Hello' });
    expect(requests[0]?.payloads.APNS).not.toContain('deliveryId');
    expect(row()).toMatchObject({
      status: 'COMPLETED',
      publication: { snsMessageId: 'sns', sequenceNumber: '1', publishedAt: '2026-01-01T00:00:00.000Z' },
    });
  });

  it('to a FIFO topic is told from a repetition by its own id', async () => {
    const { publish, requests } = setUp({ kind: 'sent', snsMessageId: 'sns' });
    await publish({ groupId: 'group', deduplicationId: 'of the publisher' });
    expect(requests[0]?.fifo).toEqual({ groupId: 'group', deduplicationId: 'message' });
  });

  it('comes again where SNS did not take it now', async () => {
    const { publish, row } = setUp({ kind: 'later' });
    await expect(publish()).rejects.toThrow(PassingFailure);
    expect(row().status).toBe('SENDING');
  });

  it.each([
    ['SNS refuses it', setUp({ kind: 'refused' }), 1],
    ['its topic is gone', setUp({ kind: 'refused' }, null), 0],
    ['its topic is being deleted', setUp({ kind: 'refused' }, { ...topic, status: 'DELETING' }), 0],
    ['its time is over', setUp({ kind: 'refused' }, topic, now + 61_000), 0],
  ])('fails where %s', async (_, { publish, requests, row }, calls) => {
    await publish();
    expect(row().status).toBe('FAILED');
    expect(requests).toHaveLength(calls);
  });
});
