import type { JsonObject } from 'local-cloud';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allStatuses } from '../../functions/rules/delivery/deliveryStatus.ts';
import { explainDelivery } from '../../functions/rules/delivery/explainDelivery.ts';
import { retryableReasons } from '../../functions/rules/delivery/retryableReasons.ts';
import { earliestUlid } from '../../functions/rules/publishing/timeIndex.ts';
import type { DeliveryReason } from '../../schema/generated/types.ts';
import { obligingSource } from '../api/obligingSources.ts';
import { runField } from '../support/runField.ts';
import { publisher, Resolvers } from '../support/runResolver.ts';

let resolvers: Resolvers;
beforeAll(async () => {
  resolvers = await Resolvers.bundle();
});
afterAll(() => resolvers[Symbol.dispose]());

const admin = { ...publisher, groups: ['admins'] };
const at = (minute: number) => Date.parse('2026-01-01T00:00:00Z') + minute * 60_000;

function row(minute: number, status: string, reason?: string): JsonObject {
  const messageId = `${earliestUlid(at(minute))}ABCDEFGHJKMNPQRS`;
  const time = new Date(at(minute)).toISOString();
  return {
    ...{ id: `${messageId}.phone`, messageId, deviceId: 'phone', userId: 'ann', platform: 'FCM', status },
    ...(reason === undefined ? {} : { reason }),
    ...{ attempts: 1, version: 1, createdAt: time, updatedAt: time, transitions: [] },
    inboxSort: `${messageId}#phone`,
  };
}

function read(args: JsonObject, items: readonly JsonObject[], nextToken: string | null = null) {
  const outcome = runField(
    resolvers,
    'Query.userDeliveries',
    { arguments: { userId: 'ann', first: 10, ...args }, identity: admin, source: null },
    (name, request) =>
      request.operation === 'Query' ? { items: [...items], nextToken } : obligingSource(name, request),
  );
  return outcome;
}

describe('why a user got nothing', () => {
  it('is told in words, and no delivery is left out', () => {
    const items = [row(3, 'SUPPRESSED', 'ENDPOINT_DISABLED'), row(2, 'FAILED', 'INVALID_TOKEN'), row(1, 'SENT')];
    expect(read({}, items)).toMatchObject({
      value: {
        nodes: [
          { delivery: { status: 'SUPPRESSED' }, explanation: expect.stringContaining('disabled before') },
          { delivery: { reason: 'INVALID_TOKEN' }, explanation: expect.stringContaining('token is dead') },
          { explanation: 'SNS has it. The push service has not answered yet.' },
        ],
      },
    });
  });

  it('is asked for since a time: nothing older is read on', () => {
    const items = [row(3, 'SENT'), row(2, 'SENT'), row(1, 'SENT')];
    const since = new Date(at(2)).toISOString();
    expect(read({ since }, items, 'more')).toMatchObject({
      value: { nodes: [{}, {}], pageInfo: { hasNextPage: false } },
    });
    expect(read({ since }, items.slice(0, 2), 'more')).toMatchObject({ value: { pageInfo: { hasNextPage: true } } });
  });

  it('is asked for by state, and goes on where a page has none', () => {
    const items = [row(3, 'SENT'), row(2, 'SENT')];
    expect(read({ status: ['FAILED'] }, items, 'more')).toMatchObject({
      value: { nodes: [], pageInfo: { hasNextPage: true, endCursor: expect.any(String) } },
    });
  });

  it.each([
    [{ since: '2026-01-01T00:00:00' }, 'since'],
    [{ userId: '' }, 'userId'],
    [{ first: 0 }, 'first'],
    [{ status: Array.from({ length: 10 }, () => 'SENT') }, 'status'],
  ])('refuses %j', (args, field) => {
    expect(read(args, [])).toMatchObject({ error: { errorType: 'InvalidInput', errorInfo: { field } } });
  });
});

describe('the words for a delivery', () => {
  it('are there for every state and reason, and each reason has its own', () => {
    const reasons = Object.keys(retryableReasons) as DeliveryReason[];
    const told = reasons.map((reason) => explainDelivery({ status: 'FAILED', reason }));
    expect(new Set(told).size).toBe(reasons.length);
    for (const status of allStatuses) expect(explainDelivery({ status })).toMatch(/^[A-Z].*\.$/);
    expect(explainDelivery({ status: 'QUEUED', lastFailure: 'THROTTLED' })).toContain('tried again');
    expect(explainDelivery({ status: 'FAILED', reason: 'INTERNAL' })).toContain('Heliograph could not send it');
    expect(explainDelivery({ status: 'FAILED', reason: 'INTERNAL', snsMessageId: 'sns' })).toContain('push service');
  });
});
