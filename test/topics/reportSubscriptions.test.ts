import { expect, it } from 'vitest';
import type { ChangeRecord } from '../../functions/rules/ChangeRecord.ts';
import type { TopicSubscriptionRow } from '../../functions/rules/topics/TopicRows.ts';
import { reportSubscriptions } from '../../functions/topics/reportSubscriptions.ts';
import type { ReportTopicSubscriptionInput } from '../../schema/generated/types.ts';
import { sampleSubscription } from './samples.ts';

const at = Date.parse('2026-01-02T00:00:00Z');
const requested = sampleSubscription({ status: 'REQUESTED' });
const active = sampleSubscription();

function change(
  sequenceNumber: string,
  before: TopicSubscriptionRow | null,
  after: TopicSubscriptionRow | null,
): ChangeRecord<TopicSubscriptionRow> {
  return { sequenceNumber, at, before, after };
}

async function report(records: readonly ChangeRecord<TopicSubscriptionRow>[], failsAt?: number) {
  const reports: ReportTopicSubscriptionInput[] = [];
  const logged: unknown[] = [];
  const feed = {
    async report(input: ReportTopicSubscriptionInput) {
      if (reports.length === failsAt) throw new Error('away');
      reports.push(input);
    },
  };
  const failed = await reportSubscriptions({ feed, logFailure: (...args) => logged.push(args) }, records);
  return { reports, logged, failed };
}

it('tells the user of each status in order, and of the end, but not of another filter policy', async () => {
  const { reports, failed } = await report([
    change('1', null, requested),
    change('2', requested, active),
    change('3', active, { ...active, filterPolicy: '{}' }),
    change('4', active, { ...active, status: 'REVOKED' }),
    change('5', active, null),
  ]);
  expect(failed).toBeNull();
  expect(reports).toEqual(
    ['REQUESTED', 'ACTIVE', 'REVOKED', null].map((status) => ({
      userId: 'ann',
      topicId: 'topic',
      status,
      at: '2026-01-02T00:00:00.000Z',
    })),
  );
});

it('stops at one that could not be told, which comes again with the later ones', async () => {
  const records = [change('1', null, requested), change('2', requested, active), change('3', active, null)];
  const { reports, logged, failed } = await report(records, 1);
  expect(failed).toBe('2');
  expect(reports).toHaveLength(1);
  expect(logged).toHaveLength(1);
});
