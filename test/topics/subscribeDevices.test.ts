import { beforeEach, describe, expect, it } from 'vitest';
import type { DeviceRow } from '../../functions/rules/devices/DeviceRow.ts';
import type { TopicSubscriptionRow } from '../../functions/rules/topics/TopicRows.ts';
import { type Ports, subscribeDevice, subscribeDevices } from '../../functions/topics/subscribeDevices.ts';
import type { TopicSubscriptionFailure } from '../../schema/generated/types.ts';
import { sampleSubscription, sampleTopic } from './samples.ts';

const devices = ['phone', 'tablet'].map(
  (id): DeviceRow => ({
    id,
    userId: 'ann',
    platform: 'FCM',
    token: 'token',
    tokenHash: 'hash',
    endpointArn: `arn:${id}`,
    status: 'ENABLED',
    addressVersion: 1,
    registeredAt: 'then',
    lastSeenAt: 'now',
    revision: '1',
    change: 'ADDRESS',
    ttl: 0,
  }),
);
const [phone] = devices;

let row: TopicSubscriptionRow;
/** Endpoints whose filter policy SNS refuses. */
let refused: Set<string>;
let noted: (TopicSubscriptionFailure | null)[];

beforeEach(() => {
  row = sampleSubscription({ topicId: 'news', filterPolicy: '{"team":["red"]}' });
  refused = new Set();
  noted = [];
});

const ports: Ports = {
  directory: {
    async *ofUser() {
      yield devices;
    },
  },
  store: {
    readDevice: async (_, id) => devices.find((device) => device.id === id) ?? null,
    holderOf: async () => null,
  },
  subscriptions: {
    read: async () => sampleTopic({ id: 'news' }),
    ofUser: async () => [row],
    ofEndpoint: async () => [],
    put: async () => {},
    remove: async () => {},
    async noteFailure(_, failure) {
      noted.push(failure);
      const { failure: _former, ...others } = row;
      row = failure === null ? others : { ...others, failure };
    },
  },
  broker: {
    subscribe: async (_, endpointArn) => endpointArn,
    setFilterPolicy: async (arn) => (refused.has(arn) ? 'FILTER_POLICY_LIMIT' : 'set'),
    unsubscribe: async () => {},
  },
};

describe('a subscription', () => {
  it('that SNS refuses to one of the devices shows it, until all have it', async () => {
    for (const endpointArn of ['arn:phone', 'arn:tablet']) {
      refused = new Set([endpointArn]);
      await subscribeDevices(ports, 'ann', 'news');
      await subscribeDevices(ports, 'ann', 'news');
      expect(row.failure, endpointArn).toBe('FILTER_POLICY_LIMIT');
    }
    refused.clear();
    await subscribeDevices(ports, 'ann', 'news');
    expect(row).not.toHaveProperty('failure');
    expect(noted).toEqual(['FILTER_POLICY_LIMIT', null]);
  });

  it('of a device that comes shows a refusal, and its success says nothing of the others', async () => {
    if (phone === undefined) throw new Error('There is no phone.');
    refused.add('arn:phone');
    await subscribeDevice(ports, phone);
    expect(row.failure).toBe('FILTER_POLICY_LIMIT');
    refused.clear();
    await subscribeDevice(ports, phone);
    expect(row.failure).toBe('FILTER_POLICY_LIMIT');
  });
});
