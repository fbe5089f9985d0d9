import { beforeEach, expect, it } from 'vitest';
import type { PushOutcome, PushRequest } from '../../functions/delivery/PushSender.ts';
import { pushAgain } from '../../functions/delivery/pushAgain.ts';
import { parseWork, type Work } from '../../functions/delivery/Work.ts';
import type { MessageRow } from '../../functions/rules/publishing/MessageRow.ts';
import { renderTopicMessage } from '../../functions/rules/topics/renderTopicMessage.ts';
import { keepPush } from '../../functions/topics/keepPush.ts';
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
  log: (words: string) => {
    logged.push(words);
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
  expect(logged).toEqual(['A topic’s message for a phone is kept']);
});

it.each(['default', 'APNS', 'FCM'] as const)('takes no id that a publisher wrote for %s', async (platform) => {
  const forged = '"messageId":"01KDVV3R00ZZZZZZZZZZZZZZZZ"';
  const data = { messageId: '01KDVV3R00ZZZZZZZZZZZZZZZZ', text: forged };
  await keepPush(keeping, envelope(platform, { ...sampleMessage().content, title: forged, body: forged, data }));
  expect(kept).toEqual([work]);
});

it.each<[string, () => void]>([
  ['of a phone that left the topic', () => (endpoint = null)],
  ['to a dead token', () => (enabled = false)],
  ['of a message that expired', () => (message = sampleMessage({ id, expiresAt: new Date(NOW).toISOString() }))],
  ['of a message that is gone', () => (message = null)],
])('keeps no push %s', async (_, happen) => {
  happen();
  await keepPush(keeping, envelope('FCM'));
  expect(kept).toEqual([]);
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

it('says that a push expired before SNS took it', async () => {
  message = message && { ...message, expiresAt: new Date(NOW).toISOString() };
  await pushAgain(pushing, { ...work, faults: 3 });
  expect(logged).toHaveLength(1);
  expect(logged[0]).toContain('TTL_EXPIRED');
});
