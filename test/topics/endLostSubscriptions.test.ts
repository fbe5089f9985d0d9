import { expect, it } from 'vitest';
import { Failure } from '../../functions/rules/Failure.ts';
import type { TopicSubscriptionRow } from '../../functions/rules/topics/TopicRows.ts';
import { endLostSubscriptions } from '../../functions/topics/endLostSubscriptions.ts';
import { sampleSubscription, sampleTopic } from './samples.ts';

const topics = [
  sampleTopic({ id: 'open' }),
  sampleTopic({ id: 'approval', access: 'APPROVAL' }),
  sampleTopic({ id: 'nurses', access: 'GROUP', group: 'nurses' }),
  sampleTopic({ id: 'doctors', access: 'GROUP', group: 'doctors' }),
];

function setUp(rows: readonly TopicSubscriptionRow[], raced = false) {
  const ended: string[] = [];
  const subscriptions = {
    read: async (topicId: string) => topics.find(({ id }) => id === topicId) ?? null,
    ofUser: async () => rows,
    async end({ topicId }: TopicSubscriptionRow) {
      if (!raced) ended.push(topicId);
      return !raced;
    },
  };
  return { ended, run: (...groups: string[]) => endLostSubscriptions({ subscriptions }, 'ann', groups) };
}

it('ends the subscriptions to topics whose group the user has left, and no others', async () => {
  const { ended, run } = setUp([...topics, { id: 'deleted' }].map(({ id }) => sampleSubscription({ topicId: id })));
  await run('nurses', 'doctors');
  expect(ended).toEqual([]);
  await run('nurses');
  expect(ended).toEqual(['doctors']);
  await run();
  expect(ended.toSorted()).toEqual(['doctors', 'doctors', 'nurses']);
});

it('withdraws a request, but leaves what an admin decided against the user', async () => {
  for (const status of ['REQUESTED', 'DENIED', 'REVOKED'] as const) {
    const { ended, run } = setUp([sampleSubscription({ topicId: 'nurses', status })]);
    await run();
    expect(ended).toEqual(status === 'REQUESTED' ? ['nurses'] : []);
  }
});

it('fails where the subscription changes meanwhile, so that the app registers again', async () => {
  await expect(setUp([sampleSubscription({ topicId: 'nurses' })], true).run()).rejects.toThrow(Failure);
});
