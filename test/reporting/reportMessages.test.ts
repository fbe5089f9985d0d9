import { beforeEach, expect, it } from 'vitest';
import { type MessageChange, reportMessages } from '../../functions/reporting/reportMessages.ts';
import { messageFeed, publisherFeed } from '../../functions/rules/keys.ts';
import type { MessageStatus } from '../../schema/generated/types.ts';
import { InMemoryReports } from './InMemoryReports.ts';

let reports: InMemoryReports;
beforeEach(() => {
  reports = new InMemoryReports();
});

function changes(...statuses: readonly MessageStatus[]): readonly MessageChange[] {
  return statuses.map((status, index) => ({
    ...{ messageId: 'm', publisherId: 'paula', status },
    was: statuses[index - 1] ?? null,
  }));
}

it('reports every status of a message in one report, with its state and its publisher', async () => {
  reports.message.status = 'CANCELLED';
  await reportMessages(reports.ports, changes('SCHEDULED', 'SCHEDULED', 'CANCELLED'));
  expect(reports.published).toMatchObject([
    {
      messageId: 'm',
      publisherId: 'paula',
      statusChanges: ['SCHEDULED', 'CANCELLED'],
      messageStatus: 'CANCELLED',
      progress: { total: 0 },
      forPublisher: true,
    },
  ]);
});

it('reports a message that is followed, or whose publisher follows all, and no other', async () => {
  for (const open of [[messageFeed('m').pk], [publisherFeed('paula').pk], []]) {
    reports.open = new Set(open);
    await reportMessages(reports.ports, changes('ACCEPTED'));
  }
  expect(reports.published).toHaveLength(2);
});

it('says nothing of a write that changes no status', async () => {
  await reportMessages(reports.ports, [{ messageId: 'm', publisherId: 'paula', was: 'SENDING', status: 'SENDING' }]);
  expect(reports.published).toEqual([]);
});

it('counts a report that AppSync does not take, and does not fail', async () => {
  reports.refuseReports = true;
  await reportMessages(reports.ports, changes('ACCEPTED'));
  expect(reports.missed).toBe(1);
});
