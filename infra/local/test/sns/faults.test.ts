import { CreateTopicCommand, PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { FaultInjection, parseFaults } from '../../sns/FaultInjection.ts';
import { ManualClock } from '../../testing/ManualClock.ts';
import { type Messaging, startMessaging } from '../../testing/startMessaging.ts';
import { createApplication, createEndpoint } from './support/createEndpoint.ts';

let clock: ManualClock;
let messaging: Messaging;
beforeEach(async () => {
  clock = new ManualClock(Date.now());
  messaging = await startMessaging({ clock });
});
afterEach(() => messaging[Symbol.asyncDispose]());

const setFaults = (faults: object) =>
  fetch(`${messaging.platform.baseUrl()}/_local/sns/faults`, { method: 'PUT', body: JSON.stringify(faults) });

async function outcomes(sns: SNSClient, endpoint: string, count: number): Promise<string[]> {
  const names: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const command = new PublishCommand({ TargetArn: endpoint, Message: 'x' });
    names.push(
      await sns.send(command).then(
        () => 'accepted',
        (error: Error) => error.name,
      ),
    );
  }
  return names;
}

describe('injected faults', () => {
  test('throttle a share of the calls, the same ones for the same seed', async () => {
    const endpoint = await createEndpoint(messaging, await createApplication(messaging, 'GCM'), 'token');
    await setFaults({ throttleRate: 0.5, seed: 7 });
    const first = await outcomes(messaging.sns, endpoint, 30);
    await setFaults({ throttleRate: 0.5, seed: 7 });
    expect(await outcomes(messaging.sns, endpoint, 30)).toEqual(first);
    expect(new Set(first)).toEqual(new Set(['accepted', 'ThrottledException']));
    await setFaults({});
    expect(new Set(await outcomes(messaging.sns, endpoint, 5))).toEqual(new Set(['accepted']));
  });

  test('hold an answer back for the latency, though the message is accepted already', async () => {
    const endpoint = await createEndpoint(messaging, await createApplication(messaging, 'GCM'), 'token');
    await setFaults({ latencyMs: 20 });
    let answered = false;
    const publishing = messaging.sns.send(new PublishCommand({ TargetArn: endpoint, Message: 'x' })).then(() => {
      answered = true;
    });
    await messaging.pushes.next();
    expect(answered).toBe(false);
    clock.advance(20);
    await publishing;
    expect(answered).toBe(true);
  });

  test('time out with or without having accepted', async () => {
    const endpoint = await createEndpoint(messaging, await createApplication(messaging, 'GCM'), 'token');
    await setFaults({ timeoutRate: 1, seed: 3 });
    for (let index = 0; index < 20; index += 1) {
      const waited = clock.waited();
      const publishing = messaging.sns.send(new PublishCommand({ TargetArn: endpoint, Message: 'x' }));
      await Promise.all([
        expect(publishing).rejects.toMatchObject({ $metadata: { httpStatusCode: 503 } }),
        waited.then(() => clock.advance(2_000)),
      ]);
    }
    await setFaults({});
    await messaging.sns.send(new PublishCommand({ TargetArn: endpoint, Message: 'last' }));
    let pushed = 1;
    while (!JSON.stringify((await messaging.pushes.next()).body).includes('last')) pushed += 1;
    expect(pushed).toBeGreaterThan(1);
    expect(pushed).toBeLessThan(21);
  });

  test('tell which callers do not get the answer to what was accepted', async () => {
    const faults = new FaultInjection(clock);
    const lost: string[] = [];
    const run = (name: string, signal = new AbortController().signal) =>
      faults.run(
        signal,
        () => name,
        () => lost.push(name),
      );
    faults.set(parseFaults({ latencyMs: 20 }));
    const answered = run('answered');
    clock.advance(20);
    expect(await answered).toBe('answered');
    const gone = new AbortController();
    const abandoned = run('caller gone', gone.signal);
    gone.abort();
    await abandoned;
    faults.set(parseFaults({ timeoutRate: 1, seed: 3 }));
    for (let index = 0; index < 20; index += 1) {
      const timedOut = run('timed out');
      clock.advance(2_000);
      await expect(timedOut).rejects.toThrow('timed out');
    }
    expect(lost[0]).toBe('caller gone');
    expect(lost.length).toBeGreaterThan(1);
    expect(lost.length).toBeLessThan(21);
  });

  test.each([{ latency: 1 }, { throttleRate: 2 }, { latencyMs: -1 }, { seed: 'x' }, []])(
    'refuse %j',
    async (faults) => {
      expect((await setFaults(faults)).status).toBe(400);
    },
  );
});

test('every call is metered by its operation, pushes and messages by 64 KB', async () => {
  const { TopicArn } = await messaging.sns.send(new CreateTopicCommand({ Name: 'news' }));
  await messaging.sns.send(new PublishCommand({ TopicArn, Message: 'x'.repeat(65_537) }));
  const endpoint = await createEndpoint(messaging, await createApplication(messaging, 'GCM'), 'token');
  await messaging.sns.send(new PublishCommand({ TargetArn: endpoint, Message: 'x' }));
  await messaging.pushes.next();
  expect(Object.fromEntries(messaging.platform.meter.snapshot())).toMatchObject({
    'sns:api:CreateTopic': 1,
    'sns:api:Publish': 2,
    'sns:publish': 3,
    'sns:mobilePush': 1,
  });
});
