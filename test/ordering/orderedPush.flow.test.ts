import { randomUUID } from 'node:crypto';
import { isThorough } from 'local-cloud/testing/effort';
import { describe, expect } from 'vitest';
import type { PublishBatchPayload } from '../../schema/generated/types.ts';
import { editAssembly, findResource } from '../support/editAssembly.ts';
import { graphql, graphqlData } from '../support/graphql.ts';
import { outboxOf, setFaults, until } from '../support/observe.ts';
import {
  createTopic,
  publishMutation,
  registerDevice,
  subscribeToTopic,
  unregisterDevice,
} from '../support/operations.ts';
import { ownNames } from '../support/ownNames.ts';
import { type HeliographOutputs, Runtime } from '../support/Runtime.ts';
import { test as it } from '../support/sharedRuntime.ts';
import { newAdmin, newPublisher, newUser, type User } from '../support/users.ts';

const own = ownNames();
let outputs: HeliographOutputs;
let ada: User;
let alice: User;
let bob: User;
let paula: User;

it.beforeAll(async ({ runtime }) => {
  ({ outputs } = runtime);
  ada = await newAdmin(outputs);
  alice = await newUser(outputs);
  bob = await newUser(outputs);
  paula = await newPublisher(outputs);
  await registerDevice(outputs, alice, own('alices-phone'), { fcm: { token: own('alices-phone') } });
  await registerDevice(outputs, alice, own('alices-tablet'), { fcm: { token: own('alices-tablet') } });
  await registerDevice(outputs, bob, own('bobs-phone'), { fcm: { token: own('bobs-phone') } });
});
it.afterEach(() => setFaults(outputs, {}));

function messageTo(userIds: readonly string[], groupId: string, title: string, more: object = {}) {
  const { options, ...others } = more as { options?: object };
  return {
    idempotencyKey: randomUUID(),
    audience: { userIds },
    content: { title },
    options: { groupId, ...options },
    ...others,
  };
}

async function publish(input: object): Promise<string> {
  const data = await graphqlData<{ publish: { message: { id: string } } }>(
    outputs,
    paula.accessToken,
    publishMutation,
    { input },
  );
  return data.publish.message.id;
}

/** Titles that a simulated phone got, in the order of their arrival; only those that begin so. */
async function titlesAt(token: string, prefix: string): Promise<readonly string[]> {
  const entries = await outboxOf(outputs, { token, limit: '1000' });
  return entries
    .map(({ body }) => (body as { message: { notification: { title: string } } }).message.notification.title)
    .filter((title) => title.startsWith(prefix))
    .toReversed();
}

async function sequencesAt(token: string, prefix: string): Promise<readonly string[]> {
  const entries = await outboxOf(outputs, { token, limit: '1000' });
  return entries
    .map(({ body }) => (body as { message: { notification: { title: string }; data: Record<string, string> } }).message)
    .filter(({ notification }) => notification.title.startsWith(prefix))
    .map(({ data }) => `${data['heliograph.sequence']}`)
    .toReversed();
}

async function statusesOf(id: string): Promise<readonly string[]> {
  const query = 'query ($id: ID!) { deliveries(messageId: $id) { nodes { status } } }';
  const data = await graphqlData<{ deliveries: { nodes: { status: string }[] } }>(outputs, paula.accessToken, query, {
    id,
  });
  return data.deliveries.nodes.map(({ status }) => status);
}

async function messageStatus(id: string): Promise<string> {
  const query = 'query ($id: ID!) { message(id: $id) { status } }';
  const data = await graphqlData<{ message: { status: string } }>(outputs, paula.accessToken, query, { id });
  return data.message.status;
}

/** Resolves once a message's time to live is over. */
async function isOver(id: string): Promise<void> {
  const query = 'query ($id: ID!) { message(id: $id) { expiresAt } }';
  const data = await graphqlData<{ message: { expiresAt: string } }>(outputs, paula.accessToken, query, { id });
  await until('the message’s time is over', Date.now, (now) => now > Date.parse(data.message.expiresAt));
}

const isCompleted = (id: string) =>
  until(
    'the message is completed',
    () => messageStatus(id),
    (status) => status === 'COMPLETED',
  );

/** Resolves with the titles that a phone got, once there are so many. */
const arrived = (token: string, prefix: string, count: number) =>
  until(
    `${token} gets ${count} messages`,
    () => titlesAt(token, prefix),
    ({ length }) => length === count,
  );

const numbered = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${prefix} ${`0${index}`.slice(-2)}`);

describe('messages of a group', () => {
  it('reach each of the users’ devices in the order of their acceptance, though SNS throttles', async () => {
    await setFaults(outputs, { throttleRate: 0.1, seed: 11 });
    const titles = numbered('order', 12);
    const ids: string[] = [];
    for (const title of titles) ids.push(await publish(messageTo([alice.sub, bob.sub], 'order-1', title)));
    for (const token of [own('alices-phone'), own('alices-tablet'), own('bobs-phone')]) {
      expect(await arrived(token, 'order', 12)).toEqual(titles);
      const sequences = await sequencesAt(token, 'order');
      expect(sequences).toEqual(sequences.toSorted());
      expect(new Set(sequences).size).toBe(12);
    }
    await setFaults(outputs, {});
    for (const id of ids) await isCompleted(id);
  });

  it('of a batch come in the order of its entries', async () => {
    const titles = numbered('batch', 30);
    const entries = titles.map((title, index) => ({
      id: `${index}`,
      message: messageTo([alice.sub], 'batch-1', title),
    }));
    const mutation =
      'mutation ($input: PublishBatchInput!) { publishBatch(input: $input) { results { id message { id } error { code } } } }';
    const { publishBatch } = await graphqlData<{ publishBatch: PublishBatchPayload }>(
      outputs,
      paula.accessToken,
      mutation,
      { input: { entries } },
    );
    expect(publishBatch.results.map(({ id, error }) => [id, error])).toEqual(entries.map(({ id }) => [id, null]));
    expect(await arrived(own('alices-phone'), 'batch', 30)).toEqual(titles);
  });

  it('go on without one that is cancelled or whose time is over', async () => {
    // While SNS takes nothing, the first of them holds up the others.
    await setFaults(outputs, { throttleRate: 1 });
    const first = await publish(messageTo([bob.sub], 'mixed', 'mixed first'));
    const cancelled = await publish(messageTo([bob.sub], 'mixed', 'mixed cancelled'));
    const expired = await publish(messageTo([bob.sub], 'mixed', 'mixed expired', { options: { timeToLive: 1 } }));
    const last = await publish(messageTo([bob.sub], 'mixed', 'mixed last'));
    for (const id of [cancelled, expired, last]) {
      await until(
        'the delivery waits',
        () => statusesOf(id),
        ([status]) => status === 'QUEUED',
      );
    }
    const mutation = 'mutation ($input: CancelMessageInput!) { cancelMessage(input: $input) { message { status } } }';
    expect(await graphqlData(outputs, paula.accessToken, mutation, { input: { messageId: cancelled } })).toEqual({
      cancelMessage: { message: { status: 'CANCELLED' } },
    });
    await isOver(expired);
    await setFaults(outputs, {});
    await isCompleted(last);
    expect(await titlesAt(own('bobs-phone'), 'mixed')).toEqual(['mixed first', 'mixed last']);
    expect(await statusesOf(cancelled)).toEqual(['CANCELLED']);
    expect(await statusesOf(expired)).toEqual(['EXPIRED']);
    expect(await messageStatus(first)).toBe('COMPLETED');
  });

  it('that are scheduled come in the order of their times, among the others', async () => {
    const at = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString();
    const later = await publish(messageTo([bob.sub], 'timed', 'timed 3', { scheduledAt: at(3) }));
    await publish(messageTo([bob.sub], 'timed', 'timed 2', { scheduledAt: at(2) }));
    await publish(messageTo([bob.sub], 'timed', 'timed 1'));
    await isCompleted(later);
    expect(await titlesAt(own('bobs-phone'), 'timed')).toEqual(['timed 1', 'timed 2', 'timed 3']);
  });

  it('are for users alone, and of a group that has a name', async () => {
    for (const [audience, options, limit] of [
      [{ deviceIds: [own('bobs-phone')] }, { groupId: 'a' }, /audience\.userIds/],
      [{ platform: 'FCM' }, { groupId: 'a' }, /audience\.userIds/],
      [{ userIds: [bob.sub] }, { groupId: '' }, /1–128 visible/],
      [{ userIds: [bob.sub] }, { groupId: 'a b' }, /1–128 visible/],
      [{ userIds: [bob.sub] }, { groupId: 'a'.repeat(129) }, /1–128 visible/],
    ] as const) {
      const input = { idempotencyKey: randomUUID(), audience, content: { title: 'no' }, options };
      const { errors } = await graphql(outputs, paula.accessToken, publishMutation, { input });
      expect(errors).toMatchObject([{ errorType: 'InvalidInput', errorInfo: { field: 'input.options.groupId' } }]);
      expect(`${errors[0]?.errorInfo?.limit}`).toMatch(limit);
    }
  });
});

describe('messages of a FIFO topic’s group', () => {
  let topicId: string;
  const asked = <Data>(user: User, query: string, input: object): Promise<Data> =>
    graphqlData<Data>(outputs, user.accessToken, query, { input });
  const messageOf = (title: string, topic: object = {}, more: object = {}) => ({
    idempotencyKey: randomUUID(),
    audience: { topic: { topicId, groupId: 'match-1', ...topic } },
    content: { title, localizations: [{ locale: 'de', title: `${title} auf Deutsch` }] },
    ...more,
  });
  const urgent = { attributes: '{"urgent":"yes"}' };

  it.beforeAll(async () => {
    topicId = await createTopic(outputs, ada, 'Scores', 'FIFO');
  });

  it('reach each subscribed user’s devices in order, as far as their filter policies let them through', async () => {
    await subscribeToTopic(outputs, alice, topicId);
    await subscribeToTopic(outputs, bob, topicId, { urgent: ['yes'] });
    const titles = numbered('score', 12);
    const ids: string[] = [];
    for (const [index, title] of titles.entries()) {
      ids.push(await publish(messageOf(title, index % 3 === 0 ? urgent : {})));
    }
    const last = ids.at(-1) ?? '';
    await isCompleted(last);
    for (const id of ids) await isCompleted(id);
    expect(await titlesAt(own('alices-phone'), 'score')).toEqual(titles);
    expect(await titlesAt(own('alices-tablet'), 'score')).toEqual(titles);
    expect(await titlesAt(own('bobs-phone'), 'score')).toEqual(titles.filter((_, index) => index % 3 === 0));
    const sequences = await sequencesAt(own('alices-phone'), 'score');
    expect(sequences).toEqual(sequences.toSorted());
    expect(await statusesOf(ids[0] ?? '')).toHaveLength(3);
    expect(await statusesOf(ids[1] ?? '')).toHaveLength(2);
  });

  it('tell what became of each, in the device’s language', async () => {
    const mutation = 'mutation ($input: RegisterDeviceInput!) { registerDevice(input: $input) { created } }';
    const input = { deviceId: own('alices-watch'), address: { fcm: { token: own('alices-watch') } }, locale: 'de-CH' };
    await asked(alice, mutation, input);
    const id = await publish(messageOf('goal'));
    await isCompleted(id);
    expect(await titlesAt(own('alices-watch'), 'goal')).toEqual(['goal auf Deutsch']);
    await until(
      'all pushes are accepted',
      () => statusesOf(id),
      (statuses) => statuses.every((status) => status === 'PROVIDER_ACCEPTED'),
    );
    const query = 'query ($id: ID!) { message(id: $id) { publication { sequenceNumber } progress { total } } }';
    expect(await graphqlData(outputs, paula.accessToken, query, { id })).toEqual({
      message: { publication: { sequenceNumber: expect.stringMatching(/^\d+$/) }, progress: { total: 3 } },
    });
  });

  it('are dropped where one had their deduplication id, and said to be', async () => {
    const first = await publish(messageOf('once', { deduplicationId: 'a' }));
    const again = await publish(messageOf('once again', { deduplicationId: 'a' }));
    const next = await publish(messageOf('once more', { deduplicationId: 'b' }));
    await isCompleted(next);
    expect(await messageStatus(again)).toBe('DUPLICATE');
    expect(await messageStatus(first)).toBe('COMPLETED');
    expect(await titlesAt(own('alices-phone'), 'once')).toEqual(['once', 'once more']);
    const { errors } = await graphql(
      outputs,
      paula.accessToken,
      'mutation ($input: CancelMessageInput!) { cancelMessage(input: $input) { cancelledDeliveries } }',
      { input: { messageId: again } },
    );
    expect(errors).toMatchObject([{ errorType: 'InvalidInput', errorInfo: { given: 'a message that is DUPLICATE' } }]);
  });

  it('reach everybody though one has as many devices as a user may, with the longest ids', async () => {
    const mallory = await newUser(outputs);
    const names = Array.from({ length: 26 }, (_, index) => own(`mallory-${index}-`).padEnd(128, 'x'));
    // A user's new devices register one at a time.
    for (const name of names) await registerDevice(outputs, mallory, name, { fcm: { token: name } });
    await subscribeToTopic(outputs, mallory, topicId);
    const toTopic = await publish(messageOf('crowded'));
    const toUsers = await publish(messageTo([mallory.sub, alice.sub], own('crowd'), 'crowded by name'));
    await isCompleted(toTopic);
    await isCompleted(toUsers);
    expect(await titlesAt(own('alices-phone'), 'crowded')).toEqual(
      expect.arrayContaining(['crowded', 'crowded by name']),
    );
    const query = 'query ($id: ID!) { message(id: $id) { progress { total failed } } }';
    expect(await graphqlData(outputs, paula.accessToken, query, { id: toTopic })).toEqual({
      message: { progress: { total: 25 + 3, failed: 0 } },
    });
  });

  it('reach nobody who unsubscribed, and no device that left', async () => {
    const unsubscribe =
      'mutation ($input: UnsubscribeFromTopicInput!) { unsubscribeFromTopic(input: $input) { unsubscribed } }';
    expect(await asked(bob, unsubscribe, { topicId })).toEqual({ unsubscribeFromTopic: { unsubscribed: true } });
    expect(await asked(bob, unsubscribe, { topicId })).toEqual({ unsubscribeFromTopic: { unsubscribed: false } });
    await unregisterDevice(outputs, alice, own('alices-watch'));
    const id = await publish(messageOf('late', urgent));
    await isCompleted(id);
    expect(await titlesAt(own('alices-phone'), 'late')).toEqual(['late']);
    expect(await titlesAt(own('bobs-phone'), 'late')).toEqual([]);
    expect(await titlesAt(own('alices-watch'), 'late')).toEqual([]);
  });
});

it.runIf(isThorough)('keep their order where the process is killed in the middle, and none is lost', async () => {
  // A worker that dies holds up its group as long as its queue hides what it took: here not for a minute.
  const assembly = await editAssembly({
    Messaging: (template) => {
      findResource(template, 'AWS::SQS::Queue', (id) =>
        /^\w*Ordered[0-9A-F]{8}$/.test(id),
      ).Properties.VisibilityTimeout = 5;
    },
  });
  const args = ['--assembly', assembly];
  await using first = await Runtime.start({ args });
  const mary = await newUser(first.outputs);
  const publisher = await newPublisher(first.outputs);
  await registerDevice(first.outputs, mary, 'phone', { fcm: { token: 'phone' } });
  const titles = numbered('kept', 30);
  const accepted: string[] = [];
  const publishAll = async () => {
    try {
      for (const title of titles) {
        const input = messageTo([mary.sub], 'kept', title);
        await graphqlData(first.outputs, publisher.accessToken, publishMutation, { input });
        accepted.push(title);
      }
    } catch {
      // Killed: what was under way was acknowledged to nobody.
    }
  };
  const publishing = publishAll();
  await until(
    'three have arrived',
    () => outboxOf(first.outputs, { token: 'phone' }),
    ({ length }) => length >= 3,
  );
  expect(await first.end('SIGKILL')).toBe('SIGKILL');
  await publishing;
  const again = await Runtime.start({ directory: first.directory, args });
  const titlesSeen = async () =>
    (await outboxOf(again.outputs, { token: 'phone' }))
      .map(({ body }) => (body as { message: { notification: { title: string } } }).message.notification.title)
      .toReversed();
  const seen = await until('all that was accepted has arrived', titlesSeen, (got) =>
    accepted.every((title) => got.includes(title)),
  );
  await again.end('SIGKILL');
  // One that was being sent may come twice, before the next.
  expect(seen).toEqual(seen.toSorted());
  expect(seen.length - new Set(seen).size).toBeLessThanOrEqual(1);
});
