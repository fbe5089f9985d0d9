import { expect, it } from 'vitest';
import { type Ports, scheduleMessage } from '../../functions/delivery/scheduleMessage.ts';
import type { MessageRow } from '../../functions/rules/publishing/MessageRow.ts';
import { START, sampleMessage } from './samples.ts';

/** What was asked of the schedule and of the queue. */
async function asked(message: Partial<MessageRow>): Promise<readonly unknown[]> {
  const calls: unknown[] = [];
  const ports: Ports = {
    clock: { now: () => START },
    queue: { add: async ([work], delaySeconds) => void calls.push(['add', work, delaySeconds]) },
    schedule: {
      set: async ({ id }, at) => void calls.push(['set', id, at - START]),
      clear: async (id) => void calls.push(['clear', id]),
    },
  };
  await scheduleMessage(ports, { ...sampleMessage(), id: 'message', ...message });
  return calls;
}

function inSeconds(seconds: number): Partial<MessageRow> {
  return { status: 'SCHEDULED', scheduledAt: new Date(START + seconds * 1000).toISOString() };
}

const dispatch = { kind: 'dispatch', messageId: 'message' };

it('sets a schedule that wakes the message two minutes before its time', async () => {
  expect(await asked(inSeconds(901))).toEqual([['set', 'message', 781_000]]);
});

it('leaves what a queue can hold back to the queue', async () => {
  expect(await asked(inSeconds(900))).toEqual([['add', dispatch, 900]]);
  expect(await asked(inSeconds(0.4))).toEqual([['add', dispatch, 1]]);
  expect(await asked(inSeconds(-5))).toEqual([['add', dispatch, 0]]);
});

it('takes the schedule of a cancelled message back', async () => {
  expect(await asked({ ...inSeconds(3600), status: 'CANCELLED' })).toEqual([['clear', 'message']]);
});

it('leaves messages without a time alone', async () => {
  expect(await asked({ status: 'CANCELLED' })).toEqual([]);
});
