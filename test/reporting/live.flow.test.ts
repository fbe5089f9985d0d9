import { randomBytes, randomUUID } from 'node:crypto';
import { type CuttableProxy, startProxy } from 'local-cloud/testing/startProxy';
import { describe, expect } from 'vitest';
import {
  AcknowledgeDeliveryDocument,
  type AcknowledgedStatus,
  DeliveriesDocument,
  type DeliveryEvent,
  DeliveryEventsDocument,
  DeviceDocument,
  InboxChangesDocument,
  InboxDocument,
  liveDeliveries,
  liveInbox,
  liveProgress,
  PublishDocument,
  type PublishInput,
  type Transport,
} from '../../client/index.ts';
import { graphqlData } from '../support/graphql.ts';
import { amplifyAt, apolloFor, signInWithAmplify, trustLocalAuthority } from '../support/liveClients.ts';
import { scriptPush, until } from '../support/observe.ts';
import { publishTo, registerDevice } from '../support/operations.ts';
import { ownNames } from '../support/ownNames.ts';
import type { HeliographOutputs } from '../support/Runtime.ts';
import { test as it } from '../support/sharedRuntime.ts';
import { createUser, newUser, type User } from '../support/users.ts';

const own = ownNames();
const phoneToken = randomBytes(32).toString('hex');
const tabletToken = own('tablet-token');

let outputs: HeliographOutputs;
let proxy: CuttableProxy;
let alice: User;
let bob: User;
/** Of paula, a publisher, over Amplify through the proxy; of the others over Apollo. */
let paulas: Transport;
let alices: Transport;
let bobs: Transport;
/** Ends every feed of a test. */
let ending = new AbortController();

it.beforeAll(async ({ runtime }) => {
  ({ outputs } = runtime);
  trustLocalAuthority(outputs);
  proxy = await startProxy(Number(new URL(outputs.graphqlEndpoint).port));
  alice = await newUser(outputs);
  bob = await newUser(outputs);
  await signInWithAmplify(outputs, await createUser(outputs, { groups: ['publishers'] }));
  paulas = amplifyAt(outputs, proxy.port);
  alices = apolloFor(outputs, alice);
  bobs = apolloFor(outputs, bob);
  await registerDevice(outputs, alice, own('phone'), { apns: { token: phoneToken } });
  await registerDevice(outputs, alice, own('tablet'), { fcm: { token: tabletToken } });
  await registerDevice(outputs, bob, own('bobs-phone'), { fcm: { token: own('bobs-token') } });
});
it.afterEach(() => {
  ending.abort();
  ending = new AbortController();
});
it.afterAll(() => proxy.close());

async function publish(input: Partial<PublishInput> = {}): Promise<string> {
  const { publish: answer } = await paulas.request(PublishDocument, {
    input: {
      idempotencyKey: randomUUID(),
      audience: { userIds: [alice.sub] },
      content: { title: 'Hello' },
      ...input,
    },
  });
  return answer.message.id;
}

/** What a feed gives until something holds. */
async function collect<Item>(feed: AsyncIterable<Item>, enough: (items: readonly Item[]) => boolean): Promise<Item[]> {
  const items: Item[] = [];
  for await (const item of feed) {
    items.push(item);
    if (enough(items)) break;
  }
  return items;
}

const follow = (messageId: string, after = 0) => liveDeliveries(paulas, { messageId, after, signal: ending.signal });
const statesOf = (events: readonly DeliveryEvent[], device: string) =>
  events.filter(({ deviceId }) => deviceId === device).map(({ status }) => status);
const reached =
  (number: number, ...wanted: string[]) =>
  (events: readonly { readonly status: string }[]) =>
    events.filter(({ status }) => wanted.includes(status)).length === number;
const acknowledge = (transport: Transport, deliveryId: string, status: AcknowledgedStatus) =>
  transport.request(AcknowledgeDeliveryDocument, { input: { deliveryId, status } });
const refusedWith = (errorType: string) => expect.objectContaining({ name: 'HeliographError', errorType });

describe('a publisher', () => {
  it('watches every delivery from QUEUED to PROVIDER_ACCEPTED, each event once and in order', async () => {
    const messageId = await publish();
    const events = await collect(follow(messageId), reached(2, 'PROVIDER_ACCEPTED'));
    for (const device of [own('phone'), own('tablet')]) {
      expect(statesOf(events, device)).toEqual(['QUEUED', 'SENT', 'PROVIDER_ACCEPTED']);
    }
    expect(events.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('watches the counts until the message is completed', async () => {
    const messageId = await publish();
    const seen = await collect(
      liveProgress(paulas, { messageId, signal: ending.signal }),
      (items) => items.at(-1)?.status === 'COMPLETED' && items.at(-1)?.counts.providerAccepted === 2,
    );
    expect(seen.at(-1)?.counts).toMatchObject({ total: 2, queued: 0, sent: 0, failed: 0 });
  });

  it('misses nothing while the socket is cut', async () => {
    const messageId = await publish();
    const feed = follow(messageId);
    const before = await collect(
      { [Symbol.asyncIterator]: () => ({ next: () => feed.next() }) },
      reached(2, 'PROVIDER_ACCEPTED'),
    );
    proxy.cut();
    await acknowledge(alices, `${messageId}.${own('phone')}`, 'RECEIVED');
    await acknowledge(alices, `${messageId}.${own('tablet')}`, 'OPENED');
    const after = await collect(feed, (events) => events.length === 2);
    expect([...before, ...after].map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(after.map(({ status }) => status).sort()).toEqual(['OPENED', 'RECEIVED']);
  });

  it('may not follow what somebody else published', async () => {
    const { id } = await publishTo(outputs, outputs.service, { userIds: [alice.sub] }, 'Of a service');
    await expect(collect(follow(id), () => true)).rejects.toEqual(refusedWith('NotFound'));
    await expect(collect(liveProgress(paulas, { messageId: id, signal: ending.signal }), () => true)).rejects.toEqual(
      refusedWith('NotFound'),
    );
  });
});

describe('a token that died', () => {
  it('ends its delivery FAILED with INVALID_TOKEN and disables the device, for publisher and owner to see', async () => {
    const token = own('dead-token');
    await registerDevice(outputs, bob, own('old-phone'), { fcm: { token } });
    await scriptPush(outputs, token, { outcome: 'unregistered' });
    const bobSees = collect(liveInbox(bobs, { signal: ending.signal }), (changes) =>
      changes.some(({ deviceId, status }) => deviceId === own('old-phone') && status === 'FAILED'),
    );
    const messageId = await publish({ audience: { userIds: [bob.sub] } });
    const events = await collect(follow(messageId), reached(2, 'PROVIDER_ACCEPTED', 'FAILED'));
    expect(statesOf(events, own('old-phone'))).toEqual(['QUEUED', 'SENT', 'FAILED']);
    expect(events.find(({ status }) => status === 'FAILED')).toMatchObject({
      reason: 'INVALID_TOKEN',
      retryable: false,
    });
    expect((await bobSees).at(-1)).toMatchObject({ messageId, reason: 'INVALID_TOKEN' });
    const { device } = await bobs.request(DeviceDocument, { id: own('old-phone') });
    expect(device).toMatchObject({ status: 'DISABLED', disabledReason: 'INVALID_TOKEN' });
  });

  it('is told from one of other credentials, which disables nothing', async () => {
    await registerDevice(outputs, bob, own('strange-phone'), { fcm: { token: own('strange-token') } });
    await scriptPush(outputs, own('strange-token'), { outcome: 'sender-id-mismatch' });
    const messageId = await publish({ audience: { deviceIds: [own('strange-phone')] } });
    const events = await collect(follow(messageId), reached(1, 'FAILED'));
    expect(events.at(-1)).toMatchObject({ reason: 'TOKEN_MISMATCH' });
    const { device } = await bobs.request(DeviceDocument, { id: own('strange-phone') });
    expect(device?.status).toBe('ENABLED');
  });
});

describe('a user', () => {
  it('acknowledges own deliveries, forward only', async () => {
    const messageId = await publish();
    const id = `${messageId}.${own('phone')}`;
    await collect(follow(messageId), reached(2, 'PROVIDER_ACCEPTED'));
    const opened = await acknowledge(alices, id, 'OPENED');
    expect(opened.acknowledgeDelivery.delivery).toMatchObject({ id, status: 'OPENED', version: 4 });
    expect(opened.acknowledgeDelivery.delivery.transitions).toHaveLength(4);
    for (const status of ['RECEIVED', 'OPENED'] as const) {
      const again = await acknowledge(alices, id, status);
      expect(again.acknowledgeDelivery.delivery).toEqual(opened.acknowledgeDelivery.delivery);
    }
  });

  it('does not find the deliveries of others, nor those that are none', async () => {
    const messageId = await publish();
    await collect(follow(messageId), reached(2, 'SENT'));
    for (const id of [
      `${messageId}.${own('phone')}`,
      `${messageId}.${own('bobs-phone')}`,
      'nonsense',
      `${'0'.repeat(26)}.${own('phone')}`,
    ]) {
      await expect(acknowledge(bobs, id, 'OPENED')).rejects.toEqual(refusedWith('NotFound'));
    }
    const { deliveries } = await paulas.request(DeliveriesDocument, { messageId });
    expect(deliveries.nodes.map(({ status }) => status)).not.toContain('OPENED');
  });

  it('has an inbox of what was sent, newest first, with its words and the number of unread', async () => {
    const carol = await registered(own('inbox-phone'), own('inbox-token'), 'de-CH');
    const first = await publish({
      audience: { deviceIds: [own('inbox-phone')] },
      content: { title: 'Hello', data: '{"order":"7"}', localizations: [{ locale: 'de', title: 'Hallo' }] },
    });
    const second = await publish({ audience: { deviceIds: [own('inbox-phone')] }, content: { title: 'Second' } });
    for (const id of [first, second]) await collect(follow(id), reached(1, 'PROVIDER_ACCEPTED'));
    const page = await carol.request(InboxDocument, { first: 1 });
    expect(page.inbox.nodes).toMatchObject([{ title: 'Second', delivery: { messageId: second } }]);
    const next = await carol.request(InboxDocument, { first: 1, after: page.inbox.pageInfo.endCursor });
    expect(next.inbox.nodes).toMatchObject([{ title: 'Hallo', data: '{"order":"7"}', delivery: { messageId: first } }]);
    expect(next.inbox.unreadCount).toBe(page.inbox.unreadCount);
    await acknowledge(carol, `${second}.${own('inbox-phone')}`, 'OPENED');
    const later = await carol.request(InboxDocument, { first: 1 });
    expect(later.inbox.unreadCount).toBe(page.inbox.unreadCount - 1);
    const uncounted = await graphqlData<object>(outputs, bob.accessToken, '{ inbox(first: 2) { nodes { title } } }');
    expect(uncounted).toEqual({ inbox: { nodes: [{ title: 'Second' }, { title: 'Hallo' }] } });
  });

  it('is read on all of a user’s phones once one of them opened the message', async () => {
    const erin = await newUser(outputs);
    for (const name of ['read-1', 'read-2'])
      await registerDevice(outputs, erin, own(name), { fcm: { token: own(name) } });
    const id = await publish({ audience: { userIds: [erin.sub] }, content: { title: 'Once' } });
    await collect(follow(id), reached(2, 'PROVIDER_ACCEPTED'));
    const look = () =>
      graphqlData<object>(outputs, erin.accessToken, '{ inbox { n: unreadCount all: nodes { new: unread } } }');
    expect(await look()).toEqual({ inbox: { n: 1, all: [{ new: true }, { new: true }] } });
    const mutation =
      'mutation ($id: ID!) { acknowledgeDelivery(input: { deliveryId: $id, status: OPENED }) { delivery { status } } }';
    await graphqlData(outputs, erin.accessToken, mutation, { id: `${id}.${own('read-1')}` });
    expect(await look()).toEqual({ inbox: { n: 0, all: [{ new: false }, { new: false }] } });
  });

  it('catches up on what changed, in whatever state, page by page', async () => {
    const dave = await registered(own('away-phone'), own('away-token'));
    const messages = [];
    for (const title of ['One', 'Two', 'Three']) {
      messages.push(await publish({ audience: { deviceIds: [own('away-phone')] }, content: { title } }));
    }
    for (const id of messages) await collect(follow(id), reached(1, 'PROVIDER_ACCEPTED'));
    const before = await dave.request(InboxDocument, { first: 1 });
    await scriptPush(outputs, own('away-token'), { outcome: 'unregistered' });
    const failing = await publish({ audience: { deviceIds: [own('away-phone')] }, content: { title: 'Four' } });
    await collect(follow(failing), reached(1, 'FAILED'));
    await acknowledge(dave, `${messages[0]}.${own('away-phone')}`, 'OPENED');
    const changes = async (changedSince: string, after?: string | null) => {
      const { inbox } = await dave.request(InboxChangesDocument, { changedSince, first: 1, after: after ?? null });
      const shown = inbox.nodes
        .filter(({ delivery }) => delivery.deviceId === own('away-phone'))
        .map(({ title, delivery }) => `${title} ${delivery.status}`);
      return { shown, pageInfo: inbox.pageInfo };
    };
    const first = await changes(before.inbox.asOf);
    expect(first.shown).toEqual(['Four FAILED']);
    let { pageInfo } = first;
    const rest: string[] = [];
    while (pageInfo.hasNextPage) {
      const page = await changes(before.inbox.asOf, pageInfo.endCursor);
      rest.push(...page.shown);
      ({ pageInfo } = page);
    }
    expect(rest).toContain('One OPENED');
    expect((await changes('2100-01-01T00:00:00+02:00')).shown).toEqual([]);
  });

  it('is given what the inbox holds before anything happens, by Apollo too', async () => {
    const [first] = await collect(liveInbox(alices, { signal: ending.signal }), (items) => items.length > 0);
    expect(first?.item).toMatchObject({ delivery: { id: first?.deliveryId } });
  });

  it('hears live of own deliveries alone', async () => {
    const seen: string[] = [];
    let last = '';
    const both = Promise.withResolvers<void>();
    void (async () => {
      for await (const { deviceId, messageId, status } of liveInbox(bobs, { depth: 1, signal: ending.signal })) {
        seen.push(deviceId);
        if (messageId === last && status === 'PROVIDER_ACCEPTED') both.resolve();
      }
    })();
    await publish({ audience: { deviceIds: [own('phone'), own('bobs-phone')] } });
    last = await publish({ audience: { deviceIds: [own('phone'), own('bobs-phone')] } });
    await both.promise;
    expect(seen).toContain(own('bobs-phone'));
    expect(seen).not.toContain(own('phone'));
  });
});

describe('a message that is reported by its progress', () => {
  it('has no events but the acknowledgements, and its user hears every change', async () => {
    const ready = Promise.withResolvers<void>();
    let published = '';
    const live = collect(liveInbox(alices, { depth: 1, signal: ending.signal }), (changes) => {
      ready.resolve();
      return changes.some(
        // A live report brings no item.
        ({ messageId, status, item }) => item === null && messageId === published && status !== 'OPENED',
      );
    });
    await ready.promise;
    const messageId = await publish({ reporting: 'PROGRESS' });
    published = messageId;
    await live;
    const done = (
      items: readonly { readonly status: string; readonly counts: { readonly providerAccepted: number } }[],
    ) => items.at(-1)?.status === 'COMPLETED' && items.at(-1)?.counts.providerAccepted === 2;
    await collect(liveProgress(paulas, { messageId, signal: ending.signal }), done);
    const heard = collect(liveInbox(alices, { signal: ending.signal }), (changes) =>
      changes.some((change) => change.messageId === messageId && change.status === 'OPENED'),
    );
    await acknowledge(alices, `${messageId}.${own('tablet')}`, 'OPENED');
    await heard;
    const events = await until(
      'the acknowledgement is an event',
      () => eventsOf(messageId),
      ({ length }) => length > 0,
    );
    expect(events.map(({ sequence, status }) => [sequence, status])).toEqual([[1, 'OPENED']]);
  });
});

async function eventsOf(messageId: string) {
  return (await paulas.request(DeliveryEventsDocument, { messageId })).deliveryEvents.events;
}

/** Bob, with another device. */
async function registered(deviceId: string, token: string, locale?: string): Promise<Transport> {
  const mutation = 'mutation ($input: RegisterDeviceInput!) { registerDevice(input: $input) { created } }';
  const input = { deviceId, address: { fcm: { token } }, locale };
  await graphqlData(outputs, bob.accessToken, mutation, { input });
  return bobs;
}
