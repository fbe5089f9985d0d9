import { beforeEach, describe, expect, it } from 'vitest';
import { BreakerGate } from '../../functions/breaker/BreakerGate.ts';
import type { Admission, GatedPush } from '../../functions/delivery/PlatformGate.ts';
import type { PushOutcome, PushRequest } from '../../functions/delivery/PushSender.ts';
import { pushAgain } from '../../functions/delivery/pushAgain.ts';
import { parseWork, type Work } from '../../functions/delivery/Work.ts';
import { breakerDefaults } from '../../functions/rules/breaker/BreakerSettings.ts';
import type { MessageRow } from '../../functions/rules/publishing/MessageRow.ts';
import { renderTopicMessage } from '../../functions/rules/topics/renderTopicMessage.ts';
import { keepPush } from '../../functions/topics/keepPush.ts';
import type { DeliveryReason } from '../../schema/generated/types.ts';
import { InMemoryPlatformStates } from '../breaker/InMemoryPlatformStates.ts';
import { sampleMessage } from '../delivery/samples.ts';

const NOW = Date.parse('2026-01-01T00:00:00Z');
const id = '01KDVV3R00ABCDEFGHJKMNPQRS';
const subscriptionArn = 'arn:aws:sns:eu-west-1:111122223333:topic:1';
const endpointArn = 'arn:aws:sns:eu-west-1:111122223333:endpoint/GCM/app/1';

let message: MessageRow | null;
let endpoint: string | null;
let enabled: boolean;
let kept: Work[];
let logged: string[];
let outcome: PushOutcome;
let sent: PushRequest[];
let queued: { readonly work: readonly Work[]; readonly delay: number | undefined }[];
let noted: string[];
let admission: Admission;
let asked: GatedPush[];

beforeEach(() => {
  message = sampleMessage({ id, expiresAt: new Date(NOW + 60_000).toISOString() });
  endpoint = endpointArn;
  enabled = true;
  kept = [];
  logged = [];
  outcome = { kind: 'sent', snsMessageId: 'sns-1' };
  sent = [];
  queued = [];
  noted = [];
  admission = { kind: 'admitted' };
  asked = [];
});

const clock = { now: () => NOW };
const keeping = {
  clock,
  messages: { read: async () => message },
  endpointOf: async (arn: string) => (arn === subscriptionArn ? endpoint : null),
  endpoints: { read: async () => ({ tokenHash: 'hash', enabled }) },
  async keep(work: Work) {
    kept.push(work);
  },
  log: (words: string, facts: object) => {
    logged.push(`${words} ${JSON.stringify(facts)}`);
  },
};
const pushing = {
  clock,
  random: () => 1,
  messages: { read: async () => message },
  pushes: {
    async notePush(_: unknown, snsMessageId: string) {
      noted.push(snsMessageId);
    },
  },
  sender: {
    async send(request: PushRequest) {
      sent.push(request);
      return outcome;
    },
  },
  gate: {
    async admit(push: GatedPush) {
      asked.push(push);
      return admission;
    },
    refused: async (): Promise<Admission> => ({ kind: 'held', seconds: 300 }),
  },
  queue: {
    async add(work: readonly Work[], delay?: number) {
      queued.push({ work, delay });
    },
  },
  log: (words: string, facts: object) => {
    logged.push(`${words} ${JSON.stringify(facts)}`);
  },
};

/** What SNS puts into the queue, with the text for this platform. */
function envelope(platform: 'default' | 'APNS' | 'FCM', content = sampleMessage().content): string {
  const UnsubscribeURL = `https://sns.eu-west-1.amazonaws.com/?Action=Unsubscribe&SubscriptionArn=${subscriptionArn}`;
  const Message = renderTopicMessage(sampleMessage({ id, content }), 60)[platform];
  return JSON.stringify({ Type: 'Notification', Message, UnsubscribeURL });
}

const work = { kind: 'pushAgain', messageId: id, endpointArn } as const;

it.each(['default', 'APNS', 'FCM'] as const)('keeps a push whose phone lives, by its text for %s', async (platform) => {
  await keepPush(keeping, envelope(platform));
  expect(kept).toEqual([work]);
  expect(kept.map((one) => parseWork(JSON.stringify(one)))).toEqual(kept);
  const facts = JSON.stringify({ messageId: id, endpointArn });
  expect(logged).toEqual([`A topic’s message for a phone is kept ${facts}`]);
});

it.each(['default', 'APNS', 'FCM'] as const)('takes no id that a publisher wrote for %s', async (platform) => {
  const forged = '"messageId":"01KDVV3R00ZZZZZZZZZZZZZZZZ"';
  const data = { messageId: '01KDVV3R00ZZZZZZZZZZZZZZZZ', text: forged };
  await keepPush(keeping, envelope(platform, { ...sampleMessage().content, title: forged, body: forged, data }));
  expect(kept).toEqual([work]);
});

const expire = () => {
  message = sampleMessage({ id, expiresAt: new Date(NOW).toISOString() });
};

it.each<[string, DeliveryReason, () => void]>([
  ['of a phone that left the topic', 'DEVICE_GONE', () => (endpoint = null)],
  ['to a dead token', 'ENDPOINT_DISABLED', () => (enabled = false)],
  ['of a message that expired', 'TTL_EXPIRED', expire],
  ['of a message that is gone', 'TTL_EXPIRED', () => (message = null)],
])('keeps no push %s, and says so by its ids', async (_, reason, happen) => {
  happen();
  await keepPush(keeping, envelope('FCM'));
  expect(kept).toEqual([]);
  const facts = JSON.stringify({ messageId: id, subscriptionArn, reason });
  expect(logged).toEqual([`A topic’s message for a phone is given up ${facts}`]);
});

it('keeps no push of a message that its publisher cancelled', async () => {
  message = sampleMessage({ id, status: 'CANCELLED' });
  await keepPush(keeping, envelope('FCM'));
  expect([kept, logged]).toEqual([[], []]);
});

it('fails on what is no push, so that its queue keeps it', async () => {
  for (const body of ['', '{}', '{"Message":"{}","UnsubscribeURL":"https://x.example"}']) {
    await expect(keepPush(keeping, body)).rejects.toThrow('no push of a topic');
  }
});

it('pushes once more, and notes it so that the answer is known', async () => {
  await pushAgain(pushing, work);
  expect(sent).toMatchObject([{ endpointArn, platform: 'FCM', timeToLive: 60 }]);
  expect(sent[0]?.payload).toContain(id);
  expect(noted).toEqual(['sns-1']);
  expect(queued).toEqual([]);
});

it('tries again what SNS does not take now, and nothing that is over', async () => {
  outcome = { kind: 'later', reason: 'THROTTLED' };
  await pushAgain(pushing, work);
  expect(queued).toMatchObject([{ work: [{ ...work, faults: 1 }] }]);
  expect(queued[0]?.delay).toBeGreaterThan(0);
  message = message && { ...message, expiresAt: new Date(NOW).toISOString() };
  await pushAgain(pushing, work);
  message = null;
  await pushAgain(pushing, work);
  expect(sent).toHaveLength(1);
  expect(queued).toHaveLength(1);
});

it.each<[PushOutcome, string]>([
  [{ kind: 'refused', reason: 'ENDPOINT_DISABLED' }, 'ENDPOINT_DISABLED'],
  [{ kind: 'gone', reason: 'ENDPOINT_DISABLED' }, 'ENDPOINT_DISABLED'],
  [{ kind: 'refused', reason: 'INVALID_PAYLOAD' }, 'INVALID_PAYLOAD'],
])('says that SNS will never take a push: %o', async (refusal, reason) => {
  outcome = refusal;
  await pushAgain(pushing, work);
  const facts = JSON.stringify({ messageId: id, endpointArn, reason });
  expect(logged).toEqual([`A topic’s message for a phone is given up ${facts}`]);
  expect(queued).toEqual([]);
});

it.each<[string, () => void]>([
  ['expired', expire],
  ['is gone', () => (message = null)],
])('says that the message of a push %s before SNS took it', async (_, happen) => {
  happen();
  await pushAgain(pushing, { ...work, faults: 3 });
  const facts = JSON.stringify({ messageId: id, endpointArn, reason: 'TTL_EXPIRED' });
  expect(logged).toEqual([`A topic’s message for a phone is given up ${facts}`]);
});

describe('a push whose platform is held', () => {
  it('waits as deliveries do, no longer than its message lives, and is not the probe', async () => {
    admission = { kind: 'held', seconds: 50 };
    await pushAgain(pushing, { ...work, faults: 3 });
    expect(asked).toEqual([{ messageId: id, platform: 'FCM' }]);
    admission = { kind: 'held', seconds: 420 };
    await pushAgain(pushing, work);
    expect(queued).toEqual([
      { work: [{ ...work, faults: 3 }], delay: 50 },
      { work: [work], delay: 60 },
    ]);
    expect([sent, logged]).toEqual([[], []]);
  });

  it('since SNS refused its application waits too', async () => {
    outcome = { kind: 'later', reason: 'CREDENTIALS_INVALID' };
    await pushAgain(pushing, work);
    expect(sent).toHaveLength(1);
    expect(queued).toEqual([{ work: [work], delay: 60 }]);
  });

  it('goes once the platform is released, while a probe that is due is a delivery', async () => {
    const states = new InMemoryPlatformStates();
    const gate = new BreakerGate(states, breakerDefaults, ['FCM']);
    await states.open('FCM', { heldBecause: 'PLATFORM_FAILING', now: 0, evidenceAt: 0, nextProbeAt: NOW });
    await pushAgain({ ...pushing, gate }, work);
    expect(sent).toEqual([]);
    expect(await gate.admit({ messageId: id, deviceId: 'phone', platform: 'FCM' }, NOW)).toEqual({ kind: 'admitted' });
    states.rows.clear();
    await pushAgain({ ...pushing, gate, clock: { now: () => NOW + 10_000 } }, work);
    expect(sent).toHaveLength(1);
  });
});
