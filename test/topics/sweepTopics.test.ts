import { beforeEach, describe, expect, it } from 'vitest';
import type { Measurement } from '../../functions/rules/metrics/EmitMetrics.ts';
import type { TopicRow } from '../../functions/rules/topics/TopicRows.ts';
import type { SubscriberSettings, TopicSubscriberRow } from '../../functions/rules/topics/TopicSubscriberRow.ts';
import type { SubscriberNews } from '../../functions/topics/reportSubscriber.ts';
import type { SubscriberRefusal } from '../../functions/topics/SubscriberBroker.ts';
import type { RolledBack } from '../../functions/topics/SubscriberStore.ts';
import { sweepTopics } from '../../functions/topics/sweepTopics.ts';
import type { DueRow } from '../../functions/topics/TopicSweepStore.ts';
import { sampleSubscriber, sampleTopic } from './samples.ts';

const START = Date.parse('2026-01-01T00:00:00Z');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const due = { dueShard: 'TOPICS', dueAt: new Date(START).toISOString() };

let now: number;
let topic: TopicRow | null;
let subscriber: TopicSubscriberRow | null;
let state: 'PENDING_CONFIRMATION' | 'CONFIRMED' | null;
let isDown: boolean;
let isPending: boolean;
let reported: (SubscriberNews & { readonly endpoint: string })[];
let refusal: SubscriberRefusal | null;
let told: number;
let measured: Measurement[];
let logged: string[];

beforeEach(() => {
  now = START;
  topic = null;
  subscriber = null;
  state = 'CONFIRMED';
  isDown = false;
  isPending = false;
  reported = [];
  refusal = null;
  told = 0;
  measured = [];
  logged = [];
});

function call(): void {
  if (isDown) throw new Error('SNS is down');
}

function withDue<Row extends TopicRow | TopicSubscriberRow>(row: Row, nextAt: number | null): Row {
  const { dueAt: _, dueShard: __, ...others } = row;
  return { ...others, ...(nextAt === null ? {} : { ...due, dueAt: new Date(nextAt).toISOString() }) } as Row;
}

const store = {
  async due(until: string): Promise<readonly DueRow[]> {
    const rows: DueRow[] = [];
    if (topic?.dueAt && topic.dueAt <= until) rows.push({ topicId: topic.id, subscriber: null });
    if (subscriber?.dueAt && subscriber.dueAt <= until) rows.push({ topicId: subscriber.topicId, subscriber });
    return rows;
  },
  async look(row: DueRow, dueAt: string, nextAt: number | null) {
    if (row.subscriber === null) {
      if (topic?.dueAt !== dueAt) return false;
      topic = withDue(topic, nextAt);
    } else {
      if (subscriber?.dueAt !== dueAt) return false;
      subscriber = withDue(subscriber, nextAt);
    }
    return true;
  },
  async giveUp() {
    topic = topic && { ...topic, status: 'DELETING' };
    return true;
  },
  async noteLapsed(row: TopicSubscriberRow, lapsedAt: string) {
    if (subscriber?.revision !== row.revision) return false;
    subscriber = { ...withDue(subscriber, null), lapsedAt };
    return true;
  },
};

const clock = { now: () => now };
const ports = {
  clock,
  store,
  making: {
    topics: {
      read: async () => topic,
      async activate(_: string, arn: string) {
        topic = topic && withDue({ ...topic, status: 'ACTIVE', arn }, null);
        return topic;
      },
      async *subscribersOf() {},
      async remove() {
        topic = null;
      },
    },
    broker: {
      async create() {
        call();
        return 'arn:topic';
      },
      delete: async () => call(),
    },
    logs: { prepare: async () => {} },
    subscriptions: { async *requestsTo() {}, end: async () => true },
    kept: { discard: async () => {} },
  },
  subscribing: {
    clock,
    store,
    subscribers: {
      read: async () => sampleTopic({ arn: 'arn:aws:sns:eu-west-1:111122223333:topic' }),
      readSubscriber: async () => subscriber,
      noteAsking: async () => true,
      async noteSubscription(_: unknown, subscriptionArn: string) {
        subscriber = subscriber && { ...subscriber, subscriptionArn };
      },
      noteKept: async () => 'kept',
      async noteAdded() {
        subscriber = subscriber && { ...subscriber, state: 'ADDED' };
        return true;
      },
      async removeSubscriber() {
        subscriber = null;
        return true;
      },
      async noteRolledBack(row: TopicSubscriberRow, to: RolledBack) {
        const { wanted: _, ...others } = row;
        subscriber = { ...others, ...to, ...due, state: 'subscriptionArn' in to ? 'ADDED' : 'SUSPENDED' };
        return true;
      },
      async noteEnded(row: TopicSubscriberRow) {
        const { subscriptionArn: _, ...others } = withDue(row, null);
        subscriber = others;
      },
    },
    broker: {
      async subscribe() {
        call();
        return refusal === null ? { arn: 'arn:subscription', refusal } : { arn: null, refusal };
      },
      configure: async (_: string, __: string, { rawDelivery }: SubscriberSettings) => (rawDelivery ? refusal : null),
      keep: async () => null,
      unsubscribe: async () => !isPending,
      state: async () => state,
    },
    kept: { nameFor: () => 'kept', prepare: async () => 'arn:kept', discard: async () => {} },
    async report({ endpoint }: TopicSubscriberRow, news: SubscriberNews) {
      reported.push({ endpoint, ...news });
    },
    tellSuspended: () => {
      told += 1;
    },
    emitMetrics: (measurement: Measurement) => {
      measured.push(measurement);
    },
  },
  log: (message: string) => {
    logged.push(message);
  },
  logFailure: (message: string) => {
    logged.push(message);
  },
};

const sweep = () => sweepTopics(ports, now + MINUTE);

describe('a topic that its call left', () => {
  it('is made, and is not looked at again', async () => {
    topic = sampleTopic({ status: 'CREATING', ...due });
    await sweep();
    expect(topic).toMatchObject({ status: 'ACTIVE', arn: 'arn:topic' });
    expect(topic.dueAt).toBeUndefined();
    expect(logged).toEqual(['A topic was made that its call had left']);
  });

  it('is deleted', async () => {
    topic = sampleTopic({ status: 'DELETING', ...due });
    await sweep();
    expect(topic).toBeNull();
  });

  it('is tried every ten minutes and told, then deleted after a day', async () => {
    topic = sampleTopic({ status: 'CREATING', createdAt: new Date(START).toISOString(), ...due });
    isDown = true;
    await expect(sweep()).rejects.toThrow('1 topics or subscribers were left undone.');
    await sweep();
    now += 10 * MINUTE;
    await expect(sweep()).rejects.toThrow();
    now = START + 24 * HOUR;
    isDown = false;
    await sweep();
    expect(topic).toBeNull();
    expect(logged.at(-1)).toBe('A topic was deleted that SNS did not make for a day');
  });

  it('leaves the index if it is well', async () => {
    topic = sampleTopic(due);
    await sweep();
    expect(topic).toEqual(sampleTopic());
  });
});

describe('a subscriber', () => {
  const mailbox = { protocol: 'email', endpoint: 'desk@example.com', askedAt: START - 10 * MINUTE } as const;

  it('that a call left is added, and leaves the index once it is confirmed', async () => {
    subscriber = sampleSubscriber({ state: 'ADDING', ...due });
    await sweep();
    expect(subscriber).toMatchObject({ state: 'ADDED' });
    expect(subscriber.dueAt).toBeUndefined();
    expect(reported).toEqual([]);
  });

  it('that a call left is removed', async () => {
    subscriber = sampleSubscriber({ state: 'REMOVING', ...due });
    await sweep();
    expect(subscriber).toBeNull();
  });

  it('that nobody confirms in 48 hours is told once, to admins and by the metric', async () => {
    subscriber = sampleSubscriber({ ...mailbox, ...due });
    state = 'PENDING_CONFIRMATION';
    await sweep();
    // SNS is somewhat late.
    now = START + 48 * HOUR;
    await sweep();
    expect(reported).toEqual([]);
    state = null;
    now += HOUR;
    await sweep();
    now += HOUR;
    await sweep();
    const at = new Date(now - HOUR).toISOString();
    expect(subscriber).toMatchObject({ lapsedAt: at });
    const reason = 'Nobody confirmed it within 48 hours.';
    const { topicId } = sampleSubscriber();
    const { endpoint } = mailbox;
    expect(reported).toEqual([{ endpoint, status: 'LAPSED', reason, at }]);
    const facts = { topicId, protocol: 'email', reason };
    expect(measured).toEqual([{ values: { SubscribersFailing: 1 }, facts }]);
  });

  it('that is confirmed in time is not looked at again', async () => {
    subscriber = sampleSubscriber({ ...mailbox, ...due });
    state = 'PENDING_CONFIRMATION';
    await sweep();
    state = 'CONFIRMED';
    now = START + 48 * HOUR;
    await sweep();
    expect(subscriber.dueAt).toBeUndefined();
    expect(reported).toEqual([]);
  });

  it('that is not confirmed is removed once it has lapsed', async () => {
    subscriber = sampleSubscriber({ ...mailbox, state: 'REMOVING', ...due });
    isPending = true;
    await sweep();
    expect(subscriber.state).toBe('REMOVING');
    isPending = false;
    now = START + 48 * HOUR;
    await sweep();
    expect(subscriber).toBeNull();
  });

  it('that SNS refuses is none, which is told once', async () => {
    const { subscriptionArn: _, ...fresh } = sampleSubscriber({ state: 'ADDING', ...due });
    subscriber = fresh;
    refusal = 'endpoint';
    await sweep();
    now += HOUR;
    await sweep();
    expect(subscriber).toBeNull();
    expect(reported).toMatchObject([{ status: 'LAPSED', reason: 'SNS does not take it.' }]);
  });

  it('whose change SNS refuses keeps its settings, which is told once', async () => {
    subscriber = sampleSubscriber({ state: 'ADDING', wanted: { rawDelivery: true }, ...due });
    refusal = 'rawDelivery';
    await sweep();
    now += HOUR;
    await sweep();
    expect(subscriber).toEqual(sampleSubscriber());
    const reason = 'SNS does not take its new settings. It keeps the earlier ones.';
    expect(reported).toMatchObject([{ status: 'CONFIRMED', reason }]);
  });

  it('whose suspension was left is told and ended', async () => {
    const suspended = { state: 'SUSPENDED', suspendedAt: 'then', health: { lastError: 'HTTP 500' } } as const;
    subscriber = sampleSubscriber({ ...suspended, ...due });
    await sweep();
    now += HOUR;
    await sweep();
    expect(told).toBe(1);
    expect(reported).toMatchObject([{ status: 'SUSPENDED', reason: 'HTTP 500', at: 'then' }]);
    expect(subscriber.subscriptionArn).toBeUndefined();
    expect(subscriber.dueAt).toBeUndefined();
  });
});
