import type { JsonObject } from 'local-cloud';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FieldOutcome, runField } from '../support/runField.ts';
import { NOW, publisher, Resolvers } from '../support/runResolver.ts';

let resolvers: Resolvers;
beforeAll(async () => {
  resolvers = await Resolvers.bundle();
});
afterAll(() => resolvers[Symbol.dispose]());

const messageId = '01KDVV3R00ABCDEFGHJKMNPQRS';
const message = {
  id: messageId,
  publisherId: 'paula',
  status: 'COMPLETED',
  audience: { userIds: ['alice'] },
  options: {},
  expiresAt: new Date(NOW + 60_000).toISOString(),
  ttl: 4_000_000_000,
};
const admin = { ...publisher, sub: 'ada', groups: ['admins'] };
const stranger = { ...publisher, sub: 'sam' };

/** The outcome of `redeliver`, and the row that it wrote. */
function redeliver(input: JsonObject, given: { row?: JsonObject | null; identity?: JsonObject } = {}) {
  const { row = message, identity = publisher } = given;
  let written: JsonObject | undefined;
  const args = { input: { messageId, idempotencyKey: 'key', ...input } };
  const outcome: FieldOutcome = runField(
    resolvers,
    'Mutation.redeliver',
    { arguments: args, identity },
    (_, request) => {
      if (request.operation === 'BatchGetItem') {
        const data = { settings: [], sessions: [], messages: [row] };
        return { data, unprocessedKeys: {} };
      }
      const items = request.transactItems as unknown as { readonly attributeValues: JsonObject }[];
      written = items[1]?.attributeValues;
      return { keys: [], cancellationReasons: null };
    },
  );
  return { outcome, written };
}

const refused = (errorType: string, field: string) => ({ error: { errorType, errorInfo: { field } } });

describe('redeliver', () => {
  it('accepts a redelivery of the retryable reasons, NO_ANSWER only where it is named', () => {
    const { outcome, written } = redeliver({});
    const reasons = ['CREDENTIALS_INVALID', 'INTERNAL', 'PROVIDER_UNAVAILABLE', 'THROTTLED'];
    expect(outcome).toMatchObject({
      value: { redelivery: { messageId, reasons, status: 'RUNNING', reopened: 0, finishedAt: null }, replayed: false },
    });
    expect(written).toMatchObject({ publisherId: { S: 'paula' }, revision: { N: 0 } });
    expect(redeliver({ reasons: ['NO_ANSWER', 'THROTTLED', 'NO_ANSWER'] }).outcome).toMatchObject({
      value: { redelivery: { reasons: ['NO_ANSWER', 'THROTTLED'] } },
    });
  });

  it('is for the message’s publisher and for admins', () => {
    expect(redeliver({}, { identity: admin }).outcome).toHaveProperty('value');
    expect(redeliver({}, { identity: stranger }).outcome).toMatchObject(refused('NotFound', 'input.messageId'));
    expect(redeliver({}, { row: null }).outcome).toMatchObject(refused('NotFound', 'input.messageId'));
    expect(redeliver({ messageId: 'none' }).outcome).toMatchObject(refused('NotFound', 'input.messageId'));
  });

  it('refuses a message that is sent no more, by its own type', () => {
    const cancelled = { ...message, status: 'CANCELLED' };
    expect(redeliver({}, { row: cancelled }).outcome).toMatchObject(refused('MessageCancelled', 'input.messageId'));
    const expired = { ...message, expiresAt: new Date(NOW).toISOString() };
    expect(redeliver({}, { row: expired }).outcome).toMatchObject(refused('MessageExpired', 'input.messageId'));
  });

  it('refuses a message that has no deliveries, which would do nothing and say that it is done', () => {
    const topic = { topicId: 'news' };
    const none = [
      ...['SCHEDULED', 'ACCEPTED', 'DUPLICATE'].map((status) => ({ status })),
      ...['SENDING', 'COMPLETED', 'FAILED'].map((status) => ({ status, audience: { topic } })),
    ];
    for (const members of none) {
      const { outcome, written } = redeliver({}, { row: { ...message, ...members } });
      const errorInfo = { field: 'input.messageId', status: members.status };
      expect(outcome, members.status).toMatchObject({ error: { errorType: 'NoDeliveries', errorInfo } });
      expect(written).toBeUndefined();
    }
    for (const status of ['SENDING', 'COMPLETED', 'FAILED']) {
      expect(redeliver({}, { row: { ...message, status } }).outcome).toHaveProperty('value');
    }
    const publication = { snsMessageId: 'sns-1', sequenceNumber: '1', publishedAt: '2026-01-01T00:00:00Z' };
    for (const status of ['SENDING', 'FAILED']) {
      const ordered = { ...message, status, audience: { topic: { ...topic, groupId: 'orders' } } };
      expect(redeliver({}, { row: { ...ordered, publication } }).outcome).toHaveProperty('value');
      const { outcome, written } = redeliver({}, { row: ordered });
      expect(outcome).toMatchObject(refused('NoDeliveries', 'input.messageId'));
      expect(written).toBeUndefined();
    }
  });

  it.each([[[]], [['INVALID_TOKEN']], [['THROTTLED', 'TTL_EXPIRED']]])('refuses the reasons %j', (reasons) => {
    expect(redeliver({ reasons }).outcome).toMatchObject(refused('InvalidInput', 'input.reasons'));
  });
});

describe('redelivery', () => {
  const id = `${messageId}.01KDVV3R00ABCDEFGHJKMNPQRT`;
  const row = {
    ...{ id, messageId, publisherId: 'paula', reasons: ['THROTTLED'], status: 'FINISHED', reopened: 3, revision: 2 },
    ...{ createdAt: '2026-01-01T00:00:00Z', finishedAt: '2026-01-01T00:00:01Z', ttl: 1 },
  };
  const read = (asked: string, identity: JsonObject) => {
    const settings = { data: { settings: [], sessions: [], messages: [] }, unprocessedKeys: {} };
    return runField(resolvers, 'Query.redelivery', { arguments: { id: asked }, identity }, (_, { operation }) =>
      operation === 'GetItem' ? row : settings,
    );
  };

  it('shows the publisher and admins how far it has come, and nobody else', () => {
    expect(read(id, publisher)).toMatchObject({ value: { id, status: 'FINISHED', reopened: 3 } });
    expect(read(id, admin)).toMatchObject({ value: { id } });
    expect(read(id, stranger)).toEqual({ value: null });
    expect(read('none', publisher)).toEqual({ value: null });
  });
});
