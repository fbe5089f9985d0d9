import { expect, it } from 'vitest';
import { PacedPushSender } from '../../functions/delivery/PacedPushSender.ts';
import type { PushRequest } from '../../functions/delivery/PushSender.ts';

const request: PushRequest = {
  endpointArn: 'endpoint',
  platform: 'FCM',
  payload: '{}',
  timeToLive: 60,
  highPriority: false,
  background: false,
  collapseId: null,
};

it('starts publications evenly, and does not save up what was not used', async () => {
  let now = 0;
  const waits: number[] = [];
  const sender = new PacedPushSender(
    { send: async () => ({ kind: 'sent', snsMessageId: 'sns' }) },
    {
      perSecond: 10,
      clock: { now: () => now },
      wait: async (milliseconds) => {
        waits.push(milliseconds);
      },
    },
  );
  await Promise.all([sender.send(request), sender.send(request), sender.send(request)]);
  expect(waits).toEqual([100, 200]);
  now = 5_000;
  await Promise.all([sender.send(request), sender.send(request)]);
  expect(waits).toEqual([100, 200, 100]);
});

it('does not start what would outlast its claim, by its rate or since the process stood still', async () => {
  let now = 0;
  let stall = 0;
  let asked = 0;
  const sender = new PacedPushSender(
    {
      async send() {
        asked += 1;
        return { kind: 'sent', snsMessageId: 'sns' };
      },
    },
    {
      perSecond: 1,
      clock: { now: () => now },
      wait: async (milliseconds) => {
        now += milliseconds + stall;
      },
    },
  );
  expect(await sender.send(request, 10_000)).toMatchObject({ kind: 'sent' });
  expect(await sender.send(request, 999)).toEqual({ kind: 'later', reason: 'THROTTLED' });
  stall = 20_000;
  expect(await sender.send(request, 10_000)).toEqual({ kind: 'later', reason: 'THROTTLED' });
  expect(asked).toBe(1);
});
