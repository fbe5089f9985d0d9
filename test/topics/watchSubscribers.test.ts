import { beforeEach, expect, it } from 'vitest';
import type { Measurement } from '../../functions/rules/metrics/EmitMetrics.ts';
import type { Due } from '../../functions/rules/sweep/dueTimes.ts';
import type { TopicSubscriberRow } from '../../functions/rules/topics/TopicSubscriberRow.ts';
import type { SubscriberNews } from '../../functions/topics/reportSubscriber.ts';
import { watchSubscribers } from '../../functions/topics/watchSubscribers.ts';
import { sampleSubscriber } from './samples.ts';

const START = Date.parse('2026-01-01T10:00:00Z');
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let row: TopicSubscriberRow | null;
let writes: number;
let ended: string[];
let reported: string[];
let told: number;
let raced: boolean;
let diesEnding: boolean;
let measured: Measurement[];

beforeEach(() => {
  row = sampleSubscriber();
  writes = 0;
  ended = [];
  told = 0;
  reported = [];
  raced = false;
  diesEnding = false;
  measured = [];
});

const ports = {
  clock: { now: () => START + 3 * DAY },
  subscribers: {
    readSubscriber: async () => row,
    async noteHealth(read: TopicSubscriberRow, health: object) {
      if (raced) {
        raced = false;
        return false;
      }
      expect(read).toBe(row);
      writes += 1;
      row = row && { ...row, health };
      return true;
    },
    async noteSuspended(_: TopicSubscriberRow, suspendedAt: string, then: Due) {
      row = row && { ...row, state: 'SUSPENDED', suspendedAt, ...then };
      return true;
    },
    async noteEnded() {
      const { subscriptionArn: _, dueAt: __, dueShard: ___, ...others } = row ?? sampleSubscriber();
      row = others;
    },
  },
  broker: {
    async unsubscribe(arn: string) {
      if (diesEnding) throw new Error('died');
      ended.push(arn);
      return true;
    },
  },
  topicIdOf: (arn: string) => (arn === 'arn:topic' ? 'topic' : null),
  suspendAfterDays: 3,
  tellSuspended: () => {
    told += 1;
  },
  async report({ topicId }: TopicSubscriberRow, { status, reason }: SubscriberNews) {
    reported.push(`${topicId} ${status}: ${reason}`);
  },
  emitMetrics: (measurement: Measurement) => {
    measured.push(measurement);
  },
};

const { protocol, endpoint } = sampleSubscriber();
const answer = { snsMessageId: 'm', pushId: 'p', name: 'SUBSCRIBERS_FAILED', publishedAt: null } as const;
const one = (at: number, error: string | null, topicArn = 'arn:topic') => ({
  ...{ topicArn, answer, protocol, endpoint, at, error },
});

it('notes failures of a batch in one write, counted by the day', async () => {
  const batch = [one(START + 1, 'first'), one(START + 3, 'last'), one(START + 2, 'other')];
  await watchSubscribers(ports, batch);
  expect(writes).toBe(1);
  const health = {
    lastError: 'last',
    failureDay: '2026-01-01',
    failureCount: 3,
    failingSince: new Date(START + 1).toISOString(),
  };
  expect(row?.health).toMatchObject(health);
  await watchSubscribers(ports, [one(START + DAY, 'again')]);
  expect(row?.health).toMatchObject({ ...health, lastError: 'again', failureDay: '2026-01-02', failureCount: 1 });
});

it('writes nothing for one that is well, is gone, or is of another topic', async () => {
  await watchSubscribers(ports, [one(START, null), one(START + 1, null)]);
  await watchSubscribers(ports, [one(START, 'failed', 'arn:other')]);
  row = null;
  await watchSubscribers(ports, [one(START, 'failed')]);
  expect(writes).toBe(0);
});

it('ends failing with a later success, whichever log tells first', async () => {
  await watchSubscribers(ports, [one(START + 5, 'failed')]);
  await watchSubscribers(ports, [one(START + 4, null)]);
  expect(row?.health?.failingSince).toBeDefined();
  await watchSubscribers(ports, [one(START + 9, null)]);
  expect(row?.health?.failingSince).toBeUndefined();
  await watchSubscribers(ports, [one(START + 7, 'told late')]);
  expect(row?.health).toMatchObject({ lastError: 'told late', failureCount: 2 });
  expect(row?.health?.failingSince).toBeUndefined();
});

it('notes again what another call changed meanwhile', async () => {
  raced = true;
  await watchSubscribers(ports, [one(START, 'failed')]);
  expect(row?.health).toMatchObject({ failureCount: 1 });
});

it('suspends one that failed for days, once', async () => {
  await watchSubscribers(ports, [one(START, 'failed')]);
  await watchSubscribers(ports, [one(START + 3 * DAY - 1, 'failed')]);
  expect(row?.state).toBe('ADDED');
  await watchSubscribers(ports, [one(START + 3 * DAY, 'failed'), one(START + 3 * DAY + 1, 'failed')]);
  expect(row).toMatchObject({ state: 'SUSPENDED', suspendedAt: new Date(START + 3 * DAY + 1).toISOString() });
  expect(row?.subscriptionArn).toBeUndefined();
  expect(row?.dueAt).toBeUndefined();
  await watchSubscribers(ports, [one(START + 4 * DAY, 'failed')]);
  expect(ended).toEqual(['arn:subscription']);
  expect(told).toBe(1);
  expect(reported).toEqual(['topic FAILING: failed', 'topic SUSPENDED: failed']);
});

it('has the sweep go on where it died suspending, and does so itself with the next failure', async () => {
  const since = new Date(START).toISOString();
  row = sampleSubscriber({ health: { failingSince: since, lastFailureAt: since } });
  diesEnding = true;
  await expect(watchSubscribers(ports, [one(START + 3 * DAY, 'failed')])).rejects.toThrow('died');
  expect(row).toMatchObject({ state: 'SUSPENDED', dueAt: new Date(START + 3 * DAY + HOUR / 12).toISOString() });
  diesEnding = false;
  await watchSubscribers(ports, [one(START + 4 * DAY, 'failed')]);
  expect(ended).toEqual(['arn:subscription']);
  expect(told).toBe(2);
  expect(row?.dueAt).toBeUndefined();
});

it('counts a subscriber that begins to fail, once until it takes a message again', async () => {
  for (const [at, error] of [
    [START, 'HTTP 500'],
    [START + HOUR, 'HTTP 500'],
    [START + 2 * HOUR, null],
    [START + 3 * HOUR, 'HTTP 500'],
  ] as const) {
    await watchSubscribers(ports, [one(at, error)]);
  }
  const failing = { values: { SubscribersFailing: 1 }, facts: { topicId: 'topic', protocol } };
  expect(measured).toEqual([failing, failing]);
  expect(reported).toEqual(['topic FAILING: HTTP 500', 'topic CONFIRMED: null', 'topic FAILING: HTTP 500']);
});
