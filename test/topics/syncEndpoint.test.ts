import { describe, expect, it } from 'vitest';
import type { EndpointSubscriptionRow, TopicRow } from '../../functions/rules/topics/TopicRows.ts';
import { syncEndpoint } from '../../functions/topics/syncEndpoint.ts';
import type { TopicSubscriptionStatus } from '../../schema/generated/types.ts';
import { sampleSubscription, sampleTopic } from './samples.ts';

/** SNS and the tables in memory. */
function setUp(...topicIds: readonly string[]) {
  const topics = new Map(topicIds.map((id): [string, TopicRow] => [id, sampleTopic({ id })]));
  /** Topics whose subscription an admin has not approved, or has revoked. */
  const inactive = new Map<string, TopicSubscriptionStatus>();
  /** Topic → filter policy. */
  const wanted = new Map<string, string | undefined>();
  const rows = new Map<string, EndpointSubscriptionRow>();
  const atSns = new Map<string, string | undefined>();
  /** Policies that SNS does not take. */
  const refused = new Set<string>();
  let dies = Number.POSITIVE_INFINITY;
  const step = () => {
    dies -= 1;
    if (dies < 0) throw new Error('killed');
  };
  const ports = {
    subscriptions: {
      read: async (topicId: string) => topics.get(topicId) ?? null,
      ofUser: async (userId: string, only?: string) =>
        [...wanted].flatMap(([topicId, filterPolicy]) => {
          if (only !== undefined && topicId !== only) return [];
          const policy = filterPolicy === undefined ? {} : { filterPolicy };
          return [sampleSubscription({ topicId, userId, status: inactive.get(topicId) ?? 'ACTIVE', ...policy })];
        }),
      ofEndpoint: async (endpointArn: string, only?: string) =>
        [...rows.values()]
          .filter((row) => row.endpointArn === endpointArn)
          .filter(({ topicId }) => only === undefined || topicId === only),
      async put(row: EndpointSubscriptionRow) {
        step();
        rows.set(`${row.endpointArn} ${row.topicId}`, row);
      },
      async remove({ endpointArn, topicId }: EndpointSubscriptionRow) {
        step();
        rows.delete(`${endpointArn} ${topicId}`);
      },
    },
    broker: {
      async subscribe(topicArn: string, endpointArn: string) {
        step();
        const arn = `${topicArn} ${endpointArn}`;
        if (!atSns.has(arn)) atSns.set(arn, undefined);
        return arn;
      },
      async setFilterPolicy(arn: string, filterPolicy: string | undefined) {
        step();
        if (!atSns.has(arn)) return 'gone' as const;
        if (filterPolicy !== undefined && refused.has(filterPolicy)) return 'FILTER_POLICY_LIMIT' as const;
        atSns.set(arn, filterPolicy);
        return 'set' as const;
      },
      async unsubscribe(arn: string) {
        step();
        atSns.delete(arn);
      },
    },
  };
  return {
    topics,
    wanted,
    inactive,
    atSns,
    refused,
    rows,
    sync: (userId: string | null = 'ann', topicId?: string) => syncEndpoint(ports, 'endpoint', userId, topicId),
    dieAfter: (steps: number) => {
      dies = steps;
    },
  };
}

describe('an endpoint', () => {
  it('is subscribed to what its user is, with the filter policy', async () => {
    const { wanted, atSns, sync } = setUp('news', 'scores');
    wanted.set('news', undefined).set('scores', '{"team":["red"]}');
    await sync();
    expect(Object.fromEntries(atSns)).toEqual({
      'arn:news endpoint': undefined,
      'arn:scores endpoint': '{"team":["red"]}',
    });
    wanted.set('scores', '{"team":["blue"]}').delete('news');
    await sync();
    expect(Object.fromEntries(atSns)).toEqual({ 'arn:scores endpoint': '{"team":["blue"]}' });
    wanted.set('scores', undefined);
    await sync();
    expect(Object.fromEntries(atSns)).toEqual({ 'arn:scores endpoint': undefined });
  });

  it.each(['REQUESTED', 'DENIED', 'REVOKED'] as const)('gets nothing from a topic while it is %s', async (status) => {
    const { wanted, inactive, atSns, rows, sync } = setUp('news', 'scores');
    wanted.set('news', undefined).set('scores', undefined);
    inactive.set('news', status);
    await sync();
    expect([...atSns.keys()]).toEqual(['arn:scores endpoint']);
    inactive.delete('news');
    await sync();
    expect(atSns.size).toBe(2);
    inactive.set('news', status);
    await sync();
    expect([...atSns.keys()]).toEqual(['arn:scores endpoint']);
    expect(rows.size).toBe(1);
  });

  it('comes in line with one topic alone', async () => {
    const { wanted, atSns, sync } = setUp('news', 'scores', 'weather');
    wanted.set('weather', undefined);
    await sync();
    wanted.set('news', undefined).set('scores', undefined).delete('weather');
    await sync('ann', 'news');
    expect([...atSns.keys()].toSorted()).toEqual(['arn:news endpoint', 'arn:weather endpoint']);
    await sync('ann', 'weather');
    expect([...atSns.keys()]).toEqual(['arn:news endpoint']);
  });

  it('keeps no subscription once nobody has it', async () => {
    const { wanted, atSns, rows, sync } = setUp('news');
    wanted.set('news', undefined);
    await sync();
    await sync(null);
    expect(atSns.size + rows.size).toBe(0);
  });

  it('gets nothing rather than everything where SNS does not take its filter policy', async () => {
    const { wanted, atSns, rows, refused, sync } = setUp('news', 'scores');
    refused.add('{"team":["red"]}');
    wanted.set('scores', '{"team":["red"]}').set('news', undefined);
    const failures = async () => (await sync()).map(({ row, failure }) => [row.topicId, failure]);
    expect(await failures()).toEqual([
      ['scores', 'FILTER_POLICY_LIMIT'],
      ['news', null],
    ]);
    expect(Object.fromEntries(atSns)).toEqual({ 'arn:news endpoint': undefined });
    expect(rows.size).toBe(1);
    refused.clear();
    expect(await failures()).toEqual([
      ['scores', null],
      ['news', null],
    ]);
    expect(atSns.get('arn:scores endpoint')).toBe('{"team":["red"]}');
  });

  it('is not subscribed to a topic that is gone', async () => {
    const { wanted, topics, atSns, sync } = setUp('news');
    wanted.set('news', undefined);
    topics.clear();
    await sync();
    expect(atSns.size).toBe(0);
  });

  it.each([0, 1, 2, 3, 4, 5, 6, 7])('comes in line when the run before died after %d steps', async (steps) => {
    const { wanted, atSns, rows, sync, dieAfter } = setUp('news', 'scores', 'weather');
    wanted.set('news', undefined);
    await sync();
    wanted.delete('news');
    wanted.set('scores', '{"team":["red"]}').set('weather', undefined);
    dieAfter(steps);
    await sync().catch(() => undefined);
    dieAfter(Number.POSITIVE_INFINITY);
    await sync();
    expect(Object.fromEntries(atSns)).toEqual({
      'arn:scores endpoint': '{"team":["red"]}',
      'arn:weather endpoint': undefined,
    });
    await sync(null);
    expect(atSns.size + rows.size).toBe(0);
  });

  it('leaves FIFO topics alone, whose messages SNS does not take to devices', async () => {
    const { wanted, topics, atSns, sync } = setUp('news', 'orders');
    topics.set('orders', { ...(topics.get('orders') as TopicRow), type: 'FIFO' });
    wanted.set('news', undefined);
    wanted.set('orders', undefined);
    await sync();
    expect([...atSns.keys()].filter((key) => key.includes('orders'))).toEqual([]);
    expect([...atSns.keys()].some((key) => key.includes('news'))).toBe(true);
  });
});
