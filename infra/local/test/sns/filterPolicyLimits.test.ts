import { DatabaseSync } from 'node:sqlite';
import { beforeEach, describe, expect, test } from 'vitest';
import { prepareDatabase } from '../../sns/database.ts';
import { Subscriptions } from '../../sns/Subscriptions.ts';
import { ManualClock } from '../../testing/ManualClock.ts';

const FilterPolicy = '{"kind":["order"]}';
const topic = (name: string) => ({
  arn: `arn:aws:sns:us-east-1:000000000000:${name}`,
  fifo: false,
  attributes: {},
  tags: {},
});
const limit = expect.objectContaining({ code: 'FilterPolicyLimitExceeded', status: 403 });

let subscriptions: Subscriptions;
let number: number;
beforeEach(() => {
  subscriptions = new Subscriptions(prepareDatabase(new DatabaseSync(':memory:')), new ManualClock());
  number = 0;
});

function subscribe(name: string, attributes: Readonly<Record<string, string>> = { FilterPolicy }) {
  number += 1;
  return subscriptions.create(topic(name), 'email', `${number}@app.example`, attributes).subscription;
}

describe('a topic has 200 filter policies', () => {
  test('and no more, until one of them goes', () => {
    const [first] = Array.from({ length: 200 }, () => subscribe('full'));
    expect(() => subscribe('full')).toThrow(limit);
    const unfiltered = subscribe('full', {});
    const empty = subscribe('full', { FilterPolicy: '{}' });
    expect(() => subscriptions.setAttribute(unfiltered, 'FilterPolicy', FilterPolicy)).toThrow(limit);
    expect(() => subscriptions.replaceAttributes(empty.arn, { FilterPolicy })).toThrow(limit);
    subscribe('another');
    if (first === undefined) throw new Error('There is no first one.');
    subscriptions.setAttribute(first, 'FilterPolicy', '{"kind":["other"]}');
    subscriptions.setAttribute(subscriptions.get(first.arn), 'FilterPolicy', '{}');
    subscriptions.setAttribute(unfiltered, 'FilterPolicy', FilterPolicy);
    expect(subscriptions.get(unfiltered.arn).attributes).toEqual({ FilterPolicy });
  });
});

test('the account has 10,000 filter policies', () => {
  for (let count = 0; count < 10_000; count += 1) subscribe(`topic-${count % 100}`);
  expect(() => subscribe('last')).toThrow(limit);
  subscribe('last', {});
});
