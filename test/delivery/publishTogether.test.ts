import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BatchOutcome, publishTogether } from '../../functions/delivery/publishTogether.ts';
import type { TopicRequest } from '../../functions/delivery/TopicPublisher.ts';
import { chunkPublications } from '../../functions/rules/topics/chunkPublications.ts';

const request = (topicArn: string, title: string): TopicRequest => ({
  topicArn,
  payloads: { default: title, APNS: '', APNS_SANDBOX: '', FCM: '' },
  timeToLive: 60,
  highPriority: false,
  background: false,
  collapseId: null,
  attributes: {},
  fifo: null,
});

function setUp(answer: (title: string, attempt: number) => BatchOutcome | Error) {
  const calls: string[][] = [];
  const waits: number[] = [];
  const attempts = new Map<string, number>();
  const ports: Parameters<typeof publishTogether>[0] = {
    broker: {
      sizeOf: () => 1000,
      async publishBatch(requests) {
        const titles = requests.map(({ payloads }) => payloads.default);
        calls.push(titles);
        await Promise.resolve();
        return titles.map((title) => {
          const attempt = (attempts.get(title) ?? 0) + 1;
          attempts.set(title, attempt);
          const outcome = answer(title, attempt);
          if (outcome instanceof Error) throw outcome;
          return outcome;
        });
      },
    },
    wait: async (milliseconds) => {
      waits.push(milliseconds);
      await Promise.resolve();
    },
    random: () => 0.5,
    logFailure: () => {},
  };
  const publish = (requests: readonly TopicRequest[]) => publishTogether(ports, requests);
  return { publish, calls, waits };
}

const sent = (title: string): BatchOutcome => ({ kind: 'sent', snsMessageId: `sns-${title}` });

describe('publications to one topic', () => {
  it('go together, ten a call, in their order, each with its own answer', async () => {
    const { publish, calls } = setUp(sent);
    const titles = Array.from({ length: 23 }, (_, index) => `${index}`);
    const outcomes = await publish(titles.map((title) => request('one', title)));
    expect(outcomes).toEqual(titles.map(sent));
    expect(calls.map((call) => call.length)).toEqual([10, 10, 3]);
    expect(calls.flat()).toEqual(titles);
  });

  it('and those to another go apart', async () => {
    const { publish, calls } = setUp(sent);
    await publish(['one', 'other', 'one'].map((topic, index) => request(topic, `${topic}${index}`)));
    expect(calls.toSorted()).toEqual([['one0', 'one2'], ['other1']]);
  });

  it('are repeated alone where SNS is busy, and no other', async () => {
    const { publish, calls, waits } = setUp((title, attempt) => {
      if (title === 'bad') return { kind: 'refused' };
      if (title === 'lost') return { kind: 'later' };
      return title === 'never' || (title === 'slow' && attempt < 2) ? { kind: 'busy' } : sent(title);
    });
    const titles = ['good', 'slow', 'bad', 'never', 'lost'];
    const outcomes = await publish(titles.map((title) => request('one', title)));
    expect(outcomes.map(({ kind }) => kind)).toEqual(['sent', 'sent', 'refused', 'later', 'later']);
    expect(calls).toEqual([titles, ['slow', 'never'], ['never']]);
    expect(waits).toEqual([50, 100]);
  });

  it('that a lost answer leaves open end nothing else', async () => {
    const { publish, calls } = setUp((title) => (title === 'first' ? new Error('gone') : sent(title)));
    const outcomes = await publish([request('one', 'first'), request('other', 'second')]);
    expect(outcomes).toEqual([{ kind: 'later' }, sent('second')]);
    expect(calls).toHaveLength(2);
  });
});

it('chunks hold every publication once, in order, within SNS’s limits', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 300_000 }), { maxLength: 60 }), (sizes) => {
      const chunks = chunkPublications(sizes, (size) => size);
      expect(chunks.flat()).toEqual(sizes);
      for (const chunk of chunks) {
        const bytes = chunk.reduce((sum, size) => sum + size, 0);
        expect(chunk.length).toBeGreaterThan(0);
        expect(chunk.length).toBeLessThanOrEqual(10);
        expect(bytes <= 262_144 || chunk.length === 1).toBe(true);
      }
    }),
  );
});
