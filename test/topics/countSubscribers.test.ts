import { expect, it } from 'vitest';
import type { AnswerTally } from '../../functions/rules/feedback/Feedback.ts';
import { tallyAnswers } from '../../functions/rules/feedback/tallyAnswers.ts';
import { countSubscribers } from '../../functions/topics/countSubscribers.ts';

const publishedAt = '2026-01-01T00:00:00.000Z';
const answer = (snsMessageId: string, pushId: string, name: 'SUBSCRIBERS_DELIVERED' | 'SUBSCRIBERS_FAILED') => ({
  ...{ snsMessageId, pushId, name, publishedAt },
});

it('counts for each message, and leaves for later what is not known yet, unless it is somebody else’s', async () => {
  const counted: [string, AnswerTally['counts']][] = [];
  let now = Date.parse(publishedAt);
  const ports = {
    clock: { now: () => now },
    pause: async () => {},
    index: {
      bySnsMessageId: async (id: string) =>
        id === 'theirs' ? null : ({ kind: 'publication', messageId: `m-${id}` } as const),
    },
    answers: { add: async (id: string, { counts }: AnswerTally) => void counted.push([id, counts]) },
  };
  const tallies = tallyAnswers([
    answer('one', 'a', 'SUBSCRIBERS_DELIVERED'),
    answer('one', 'b', 'SUBSCRIBERS_FAILED'),
    answer('one', 'a', 'SUBSCRIBERS_DELIVERED'),
    answer('two', 'a', 'SUBSCRIBERS_DELIVERED'),
    answer('theirs', 'a', 'SUBSCRIBERS_DELIVERED'),
  ]);
  const unknown = await countSubscribers(ports, tallies);
  expect(counted.toSorted()).toEqual([
    ['m-one', { SUBSCRIBERS_DELIVERED: 1, SUBSCRIBERS_FAILED: 1 }],
    ['m-two', { SUBSCRIBERS_DELIVERED: 1 }],
  ]);
  expect(unknown).toMatchObject([{ snsMessageId: 'theirs' }]);
  now += 120_001;
  expect(await countSubscribers(ports, unknown)).toEqual([]);
});
