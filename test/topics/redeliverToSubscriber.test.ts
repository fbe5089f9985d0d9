import { beforeEach, expect, it } from 'vitest';
import type { TopicSubscriberRow } from '../../functions/rules/topics/TopicSubscriberRow.ts';
import type { KeptMessage } from '../../functions/topics/KeptReader.ts';
import { redeliverToSubscriber } from '../../functions/topics/redeliverToSubscriber.ts';
import { sampleSubscriber } from './samples.ts';

let row: TopicSubscriberRow | null;
let queue: KeptMessage[];
let hidden: KeptMessage[];
let taken: string[];
let refused: Set<string>;

const key = sampleSubscriber();
const message = (body: string, groupId?: string): KeptMessage => ({
  body,
  receipt: body,
  ...(groupId === undefined ? {} : { groupId }),
});

beforeEach(() => {
  row = sampleSubscriber({ keptIn: 'kept' });
  queue = [];
  hidden = [];
  taken = [];
  refused = new Set();
});

const without = (messages: KeptMessage[], { receipt }: KeptMessage) =>
  messages.filter((one) => one.receipt !== receipt);

const ports = {
  subscribers: { readSubscriber: async () => row },
  kept: {
    count: async () => queue.length + hidden.length,
    async receive() {
      const blocked = new Set(hidden.map(({ groupId }) => groupId).filter((group) => group !== undefined));
      const free = queue.filter(({ groupId }) => groupId === undefined || !blocked.has(groupId)).slice(0, 10);
      queue = queue.filter((one) => !free.includes(one));
      hidden.push(...free);
      return free;
    },
    async remove(_: string, one: KeptMessage) {
      hidden = without(hidden, one);
    },
    async release(_: string, one: KeptMessage) {
      hidden = without(hidden, one);
      queue.push(one);
    },
  },
  sender: {
    async send(_: TopicSubscriberRow, { body }: KeptMessage) {
      if (refused.has(body)) return 'SQS refused it: AccessDenied.';
      taken.push(body);
      return null;
    },
  },
  hasTime: () => true,
};

it('hands over all that was kept, in order', async () => {
  queue = Array.from({ length: 25 }, (_, index) => message(`${index}`, 'group'));
  expect(await redeliverToSubscriber(ports, key, false)).toEqual({
    redelivered: 25,
    failed: 0,
    lastError: null,
    kept: 0,
  });
  expect(taken).toEqual(Array.from({ length: 25 }, (_, index) => `${index}`));
});

it('keeps what fails again, and what is behind it in its group', async () => {
  queue = [message('a1', 'a'), message('a2', 'a'), message('b1', 'b'), message('a3', 'a'), message('b2', 'b')];
  refused.add('a2');
  expect(await redeliverToSubscriber(ports, key, false)).toEqual({
    redelivered: 3,
    failed: 1,
    lastError: 'SQS refused it: AccessDenied.',
    kept: 2,
  });
  expect(taken).toEqual(['a1', 'b1', 'b2']);
  expect(queue.map(({ body }) => body)).toEqual(['a2', 'a3']);
  expect(hidden).toEqual([]);
});

it('leaves a subscriber alone that fails five times, and one whose time is over', async () => {
  queue = Array.from({ length: 30 }, (_, index) => message(`${index}`));
  refused = new Set(queue.map(({ body }) => body));
  expect(await redeliverToSubscriber(ports, key, false)).toMatchObject({ redelivered: 0, failed: 5, kept: 30 });
  expect(hidden).toEqual([]);
  refused.clear();
  const timed = { ...ports, hasTime: () => taken.length < 3 };
  expect(await redeliverToSubscriber(timed, key, false)).toMatchObject({ redelivered: 3, failed: 0, kept: 27 });
  expect(hidden).toEqual([]);
});

it('hands over at most 200 messages in a call', async () => {
  queue = Array.from({ length: 230 }, (_, index) => message(`${index}`));
  expect(await redeliverToSubscriber(ports, key, false)).toMatchObject({ redelivered: 200, kept: 30 });
});

it('counts alone for a call that was done, and knows who is no subscriber', async () => {
  queue = [message('a')];
  expect(await redeliverToSubscriber(ports, key, true)).toMatchObject({ redelivered: 0, kept: 1 });
  expect(taken).toEqual([]);
  row = sampleSubscriber();
  expect(await redeliverToSubscriber(ports, key, false)).toMatchObject({ redelivered: 0, kept: 0 });
  row = null;
  await expect(redeliverToSubscriber(ports, key, false)).rejects.toMatchObject({ errorType: 'NotFound' });
});
