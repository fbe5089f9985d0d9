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
