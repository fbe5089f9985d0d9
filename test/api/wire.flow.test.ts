import { randomBytes, randomUUID } from 'node:crypto';
import { describe, expect } from 'vitest';
import { graphql, graphqlData } from '../support/graphql.ts';
import { pushesWith, until } from '../support/observe.ts';
import { createTopic, subscribeToTopic } from '../support/operations.ts';
import type { HeliographOutputs } from '../support/Runtime.ts';
import { test as it } from '../support/sharedRuntime.ts';
import { subscribersOf } from '../support/sns.ts';
import { newAdmin, newPublisher, newUser, type User } from '../support/users.ts';

const longId = () => randomBytes(64).toString('hex');
const apnsToken = () => randomBytes(32).toString('hex');

const fcmToken = `fcm:${longId()}`;

/** Ids and tokens as long as they get: what previewPublish shows is then to the byte what these devices are sent. */
const phones = [
  { platform: 'APNS', id: longId(), locale: 'en-GB', address: { apns: { token: apnsToken() } } },
  {
    platform: 'APNS_SANDBOX',
    id: longId(),
    locale: 'de_CH',
    address: { apns: { token: apnsToken(), sandbox: true } },
  },
  { platform: 'FCM', id: longId(), locale: 'pt-BR', address: { fcm: { token: fcmToken } } },
] as const;

let outputs: HeliographOutputs;
let alice: User;
let ada: User;
let paula: User;

it.beforeAll(async ({ runtime }) => {
  ({ outputs } = runtime);
  alice = await newUser(outputs);
  ada = await newAdmin(outputs);
  paula = await newPublisher(outputs);
  const mutation = 'mutation ($input: RegisterDeviceInput!) { registerDevice(input: $input) { created } }';
  for (const { id, locale, address } of phones) {
    await graphqlData(outputs, alice.accessToken, mutation, { input: { deviceId: id, locale, address } });
  }
});

interface Preview {
  readonly platform: string;
  readonly payload: string;
  readonly size: number;
  readonly withinLimit: boolean;
}

async function preview(content: object, options: object | undefined, locale: string): Promise<readonly Preview[]> {
  const query = `query ($input: PreviewPublishInput!) {
    previewPublish(input: $input) { payloads { platform payload size withinLimit } } }`;
  const data = await graphqlData<{ previewPublish: { payloads: Preview[] } }>(outputs, paula.accessToken, query, {
    input: { content, options, locale },
  });
  return data.previewPublish.payloads;
}

const publishMutation = 'mutation ($input: PublishInput!) { publish(input: $input) { message { id } } }';

function publish(content: object, options?: object, deviceIds: readonly string[] = phones.map(({ id }) => id)) {
  const input = { idempotencyKey: randomUUID(), audience: { deviceIds }, content, options };
  return graphql(outputs, paula.accessToken, publishMutation, {
    input,
  });
}

/** What the push services got of a message, once each has answered. */
async function wire(content: object, options?: object, deviceIds?: readonly string[]) {
  const { data, errors } = await publish(content, options, deviceIds);
  expect(errors).toEqual([]);
  const { id } = (data as unknown as { publish: { message: { id: string } } }).publish.message;
  const query = 'query ($id: ID!) { message(id: $id) { progress { total providerAccepted failed } } }';
  const progress = async () =>
    (await graphqlData<{ message: { progress: Progress } }>(outputs, paula.accessToken, query, { id })).message
      .progress;
  const { failed } = await until(
    'every push service has answered',
    progress,
    (now) => now.total > 0 && now.providerAccepted + now.failed === now.total,
  );
  expect(failed).toBe(0);
  return { id, pushes: await pushesWith(outputs, id) };
}

interface Progress {
  readonly total: number;
  readonly providerAccepted: number;
  readonly failed: number;
}

interface Push {
  readonly destination: string;
  readonly platform?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/**
 * Returns the payload as text, FCM's without the token, which SNS adds.
 * The seconds to live go down on the way, so they are all made the same.
 */
function payloadOf({ platform, body }: Push): string {
  if (platform !== 'GCM') return JSON.stringify(body);
  const { token: _, ...message } = (body as { message: Record<string, unknown> }).message;
  return timeless(JSON.stringify(message));
}

const timeless = (payload: string) => payload.replace(/"ttl":"\d{5}s"/, '"ttl":"86400s"');

describe('what previewPublish shows is what the push services get, byte for byte', () => {
  const everything = {
    title: 'Your train',
    body: 'It is “late” — 5 min \u2028 日本 👩‍👩‍👧 \u0007 \\ /',
    data: JSON.stringify({ line: 'S1', '7': 'integer-like', ünï: '💥', __proto__x: '' }),
    badge: 3,
    sound: 'default',
    image: 'https://example.com/train.png?a=1&b=ü',
    deepLink: 'app://trains/S1?from=ä#x',
    category: 'delay',
    thread: 'S1',
    localizations: [
      { locale: 'de', title: 'Ihr Zug', body: 'Er verspätet sich.' },
      { locale: 'de-CH', title: 'Ihr Zug (CH)' },
      { locale: 'pt_BR', title: 'Seu trem' },
    ],
  };
  it.each<[string, object, object?]>([
    ['a title alone', { title: 'Hello' }],
    ['everything', everything, { priority: 'HIGH', collapseId: 'train-S1-ü' }],
    ['a badge of 0, which clears it', { title: 'Hello', badge: 0 }],
    [
      'empty texts',
      { title: 'Hello', body: '', sound: '', deepLink: '', category: '', thread: '' },
      { collapseId: '' },
    ],
    ['a background push', { ...everything, title: null }, { pushType: 'BACKGROUND', priority: 'HIGH' }],
    ['a background push of nothing', {}, { pushType: 'BACKGROUND' }],
    [
      'overrides',
      {
        ...everything,
        overrides: {
          apns: JSON.stringify({
            aps: { 'interruption-level': 'time-sensitive', alert: { subtitle: 'ü' }, sound: null },
            own: [1, { a: null }],
          }),
          fcm: JSON.stringify({
            android: { direct_boot_ok: true, ttl: '9s' },
            data: { line: 'S2' },
            notification: { title: 'Another' },
            fcm_options: { analytics_label: 'x' },
          }),
        },
      },
    ],
  ])('%s', async (_, content, options) => {
    const { id, pushes } = await wire(content, options);
    expect(pushes).toHaveLength(phones.length);
    for (const { platform, id: deviceId, locale, address } of phones) {
      const token = 'fcm' in address ? address.fcm.token : address.apns.token;
      const push = pushes.find(({ destination }) => destination === token) as Push | undefined;
      if (push === undefined) throw new Error(`${platform} got nothing.`);
      const shown = (await preview(content, options, locale)).find((one) => one.platform === platform);
      const ids = `${shown?.payload}`.replaceAll('0'.repeat(128), deviceId).replaceAll('0'.repeat(26), id);
      expect(payloadOf(push)).toBe(timeless(ids));
      expect(shown).toMatchObject({ withinLimit: true, size: Buffer.byteLength(payloadOf(push)) });
    }
  });

  it('in the language of each device', async () => {
    const { pushes } = await wire(everything);
    const titles = Object.fromEntries(
      pushes.map((push) => [push.destination, /Your train|Ihr Zug \(CH\)|Seu trem/.exec(JSON.stringify(push))?.[0]]),
    );
    expect(titles).toEqual({
      [phones[0].address.apns.token]: 'Your train',
      [phones[1].address.apns.token]: 'Ihr Zug (CH)',
      [fcmToken]: 'Seu trem',
    });
  });
});

describe('a message to a topic', () => {
  it('is what previewPublish shows without a locale, but for the delivery that it has not, and with the same headers', async () => {
    const topicId = await createTopic(outputs, ada, 'Trains');
    await subscribeToTopic(outputs, alice, topicId);
    await until(
      'all phones are subscribed',
      () => subscribersOf(outputs, topicId),
      ({ length }) => length === phones.length,
    );
    const content = {
      title: 'Zug “S1” 💥',
      badge: 0,
      image: 'https://example.com/a.png',
      deepLink: 'app://s1',
      localizations: [{ locale: 'de', title: 'Nicht hier' }],
      overrides: { fcm: JSON.stringify({ android: { direct_boot_ok: true } }) },
    };
    const options = { priority: 'HIGH', collapseId: 'S1', timeToLive: 86_400 };
    const input = { idempotencyKey: randomUUID(), audience: { topic: { topicId } }, content, options };
    const { publish: published } = await graphqlData<{ publish: { message: { id: string } } }>(
      outputs,
      paula.accessToken,
      publishMutation,
      { input },
    );
    const { id } = published.message;
    const pushes = await until(
      'all phones get it',
      () => pushesWith(outputs, id),
      ({ length }) => length === phones.length,
    );
    const shown = await preview(content, options, 'en');
    for (const push of pushes as unknown as Push[]) {
      const platform = push.platform === 'GCM' ? 'FCM' : push.platform;
      const { payload = '' } = shown.find((one) => one.platform === platform) ?? {};
      const withoutDelivery = payload
        .replace(/,"(heliograph\.)?deliveryId":"[0.]*"/, '')
        .replaceAll('0'.repeat(26), id);
      expect(payloadOf(push)).toBe(timeless(withoutDelivery));
      if (platform === 'FCM') continue;
      const headers = { 'apns-push-type': 'alert', 'apns-priority': '10', 'apns-collapse-id': 'S1' };
      expect(push.headers).toMatchObject({ ...headers, 'apns-expiration': expect.any(String) });
    }
  });
});

describe('the push services’ own rules', () => {
  it.each([
    [{}, 'alert', '5', 'its own'],
    [{ priority: 'HIGH', collapseId: 'one' }, 'alert', '10', 'one'],
    // Apple: Pushing background updates to your App.
    [{ priority: 'HIGH', pushType: 'BACKGROUND' }, 'background', '5', undefined],
  ])('are in the headers to APNs with %j', async (options, pushType, priority, collapseId) => {
    const before = Math.floor(Date.now() / 1000);
    const { id, pushes } = await wire({ title: 'Hello', badge: 1, sound: 'default' }, { ...options, timeToLive: 1000 });
    const after = Math.floor(Date.now() / 1000);
    const apns = pushes.filter(({ destination }) => destination !== fcmToken) as unknown as Push[];
    expect(apns).toHaveLength(2);
    for (const { headers = {}, body } of apns) {
      expect(headers).toMatchObject({ 'apns-push-type': pushType, 'apns-priority': priority });
      expect(headers['apns-collapse-id']).toBe(collapseId === 'its own' ? id : collapseId);
      const expiration = Number(headers['apns-expiration']);
      expect(expiration).toBeGreaterThanOrEqual(before + 999);
      expect(expiration).toBeLessThanOrEqual(after + 1000);
      // A background push shows nothing, plays nothing and badges nothing.
      const background = { 'content-available': 1 };
      const alert = { alert: { title: 'Hello' }, badge: 1, sound: 'default' };
      expect((body as { aps: object }).aps).toEqual(pushType === 'background' ? background : alert);
    }
  });

  it.each(phones)(
    '$platform gets a message at its limit, and publish refuses one byte more',
    async ({ platform, id }) => {
      const content = (length: number) => {
        const pad = 'x'.repeat(length);
        const overrides =
          platform === 'FCM' ? { fcm: JSON.stringify({ data: { pad } }) } : { apns: JSON.stringify({ pad }) };
        return { title: 'x', overrides };
      };
      const [empty] = (await preview(content(0), {}, 'en')).filter((one) => one.platform === platform);
      const room = 4096 - (empty?.size ?? 0);
      const { pushes } = await wire(content(room), {}, [id]);
      expect(Buffer.byteLength(payloadOf(pushes[0] as unknown as Push))).toBe(4096);
      const { errors } = await publish(content(room + 1), {}, [id]);
      expect(errors).toMatchObject([{ errorType: 'MessageTooLarge' }]);
    },
  );
});
