import {
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { type StartedDynamoDb, startDynamoDb } from 'local-cloud/testing/startDynamoDb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DynamoDbCountedRows } from '../../functions/aws/dynamodb/DynamoDbCountedRows.ts';
import { DynamoDbDeliveryIndex } from '../../functions/aws/dynamodb/DynamoDbDeliveryIndex.ts';
import { DynamoDbMarks } from '../../functions/aws/dynamodb/DynamoDbMarks.ts';
import { DynamoDbMessageStore } from '../../functions/aws/dynamodb/DynamoDbMessageStore.ts';
import { DynamoDbOpenFeeds } from '../../functions/aws/dynamodb/DynamoDbOpenFeeds.ts';
import { DynamoDbRedeliveryStore } from '../../functions/aws/dynamodb/DynamoDbRedeliveryStore.ts';
import { DynamoDbReportStore } from '../../functions/aws/dynamodb/DynamoDbReportStore.ts';
import type { DeliveryRow } from '../../functions/rules/delivery/DeliveryRow.ts';
import {
  answersKey,
  counterKey,
  deliveryKey,
  earlierPushKey,
  markKey,
  messageKey,
  userFeed,
} from '../../functions/rules/keys.ts';
import { countChanges } from '../../functions/rules/reporting/countChanges.ts';
import { type DeliveryChange, paddedSequenceNumber } from '../../functions/rules/reporting/DeliveryChange.ts';
import { recountOf, Tally } from '../../functions/rules/reporting/recountOf.ts';
import { documentsOf } from '../support/documentsOf.ts';

const tables = { messages: 'messages', deliveries: 'deliveries' };
let local: StartedDynamoDb;
let client: DynamoDBDocumentClient;
let store: DynamoDbReportStore;

beforeAll(async () => {
  local = await startDynamoDb();
  client = documentsOf(local.client);
  const string = (AttributeName: string) => ({ AttributeName, AttributeType: 'S' as const });
  for (const TableName of Object.values(tables)) {
    await local.createTable({
      TableName,
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      AttributeDefinitions: [string('pk'), string('sk'), string('snsMessageId')],
      GlobalSecondaryIndexes: [
        {
          IndexName: 'bySnsMessageId',
          KeySchema: [{ AttributeName: 'snsMessageId', KeyType: 'HASH' }],
          Projection: { ProjectionType: 'KEYS_ONLY' },
        },
      ],
    });
  }
  store = new DynamoDbReportStore(client, tables);
});
afterAll(() => local.stop());

/** Deliveries that were opened, one stream record each. */
function opened(first: number, count: number): DeliveryChange[] {
  return Array.from({ length: count }, (_, index) => {
    const deviceId = `device-${first + index}`;
    const transitions = [{ status: 'QUEUED', at: '2026-01-01T00:00:00.000Z' }] as const;
    const row = { id: `m.${deviceId}`, messageId: 'm', deviceId, userId: 'u', platform: 'FCM', version: 1, ttl: 9 };
    const after = { ...row, status: 'QUEUED', transitions } as unknown as DeliveryRow;
    return { sequenceNumber: paddedSequenceNumber(`${first + index}`), before: null, after };
  });
}

describe('counts in DynamoDB', () => {
  it('are written once, however many counted from the same reading', async () => {
    const read = await store.counter('once');
    expect(read).toEqual({});
    const count = countChanges(read, { reporting: 'PER_DELIVERY' }, opened(1, 90));
    const written = await Promise.all([1, 2, 3].map(() => store.record('once', read, count)));
    expect(written.filter((done) => done)).toHaveLength(1);
    expect(await store.counter('once')).toMatchObject({
      QUEUED: 90,
      sequence: 90,
      countedUpTo: paddedSequenceNumber('90'),
    });
    expect(await store.record('once', read, count)).toBe(false);

    const again = await store.counter('once');
    expect(await store.record('once', again, countChanges(again, { reporting: 'PER_DELIVERY' }, opened(91, 2)))).toBe(
      true,
    );
    const events = await store.events('once', 90, 92);
    expect(events.map(({ sequence, deviceId }) => [sequence, deviceId])).toEqual([
      [90, 'device-90'],
      [91, 'device-91'],
      [92, 'device-92'],
    ]);
  });

  it('stand beside the number that the dispatcher says to expect', async () => {
    const read = await store.counter('expected');
    const UpdateExpression = 'SET expected = :expected';
    const Key = counterKey('expected');
    const ExpressionAttributeValues = { ':expected': 1 };
    await client.send(
      new UpdateCommand({ TableName: tables.deliveries, Key, UpdateExpression, ExpressionAttributeValues }),
    );
    expect(await store.record('expected', read, countChanges(read, { reporting: 'PROGRESS' }, opened(1, 1)))).toBe(
      true,
    );
    expect(await store.counter('expected')).toMatchObject({ expected: 1, QUEUED: 1, sequence: 0 });
  });
});

describe('a number of deliveries to expect', () => {
  const marksOf = async (messageId: string) => {
    const { pk, sk } = markKey(messageId, '');
    const KeyConditionExpression = 'pk = :pk AND begins_with(sk, :sk)';
    const ExpressionAttributeValues = { ':pk': pk, ':sk': sk };
    const { Items = [] } = await client.send(
      new QueryCommand({ TableName: tables.deliveries, KeyConditionExpression, ExpressionAttributeValues }),
    );
    return Items;
  };

  it('is followed by a mark where it is not the first, which the stream brings by itself', async () => {
    const messages = new DynamoDbMessageStore(client, tables);
    await messages.expect('again', 3, 9);
    expect(await marksOf('again')).toHaveLength(0);
    await messages.expect('again', 2, 9);
    expect(await marksOf('again')).toHaveLength(1);
    expect(await store.counter('again')).toMatchObject({ expected: 2 });
  });

  it('has marks that are passed once the stream brought them, and expire', async () => {
    const marks = new DynamoDbMarks(client, tables.deliveries);
    const id = await marks.put('marked');
    expect(await marks.passedAt('marked', id)).toBeNull();
    await marks.pass('marked', { id, sequenceNumber: '7' });
    expect(await marks.passedAt('marked', id)).toBe('7');
    await marks.pass('marked', { id: 'expired', sequenceNumber: '8' });
    expect((await marksOf('marked')).map(({ ttl }) => typeof ttl)).toEqual(['number']);
  });
});

describe('a recount in DynamoDB', () => {
  it('reads deliveries and answers alone, and mends the counts', async () => {
    const put = (Item: object) => client.send(new PutCommand({ TableName: tables.deliveries, Item }));
    for (const [device, status] of [
      ['a', 'QUEUED'],
      ['b', 'SENT'],
      ['c', 'SENT'],
    ] as const)
      await put({ ...deliveryKey('wrong', device), status, platform: 'FCM', transitions: [], ttl: 9 });
    await put({ ...answersKey('wrong', 'batch'), counts: { FCM_FAILED: 2 }, ttl: 9 });
    await put({ ...earlierPushKey('wrong', 'sns'), snsMessageId: 'sns', ttl: 9 });
    await store.record('wrong', {}, countChanges({}, { reporting: 'PROGRESS' }, opened(1, 3)));

    const tally = new Tally();
    for await (const page of new DynamoDbCountedRows(client, tables.deliveries).of('wrong'))
      for (const row of page) tally.add(row);
    const read = await store.counter('wrong');
    const count = recountOf(read, tally, { upTo: paddedSequenceNumber('9'), ttl: 10 });
    expect(count && (await store.record('wrong', read, count))).toBe(true);
    const counter = { QUEUED: 1, QUEUED_FCM: 1, SENT: 2, FCM_FAILED: 2, countedUpTo: paddedSequenceNumber('9') };
    expect(await store.counter('wrong')).toMatchObject(counter);
    expect(recountOf(await store.counter('wrong'), tally, { upTo: '', ttl: 10 })).toBeNull();
  });
});

describe('a message in DynamoDB', () => {
  it('is completed once, and only while it is being sent', async () => {
    const put = (id: string, status: string) =>
      client.send(
        new PutCommand({
          TableName: tables.messages,
          Item: { ...messageKey(id), id, status, reporting: 'AUTOMATIC', publisherId: 'p' },
        }),
      );
    await put('sending', 'SENDING');
    await put('cancelled', 'CANCELLED');
    expect(await store.complete('sending', true)).toBe(true);
    expect(await store.complete('sending', true)).toBe(false);
    expect(await store.complete('cancelled', true)).toBe(false);
    expect(await store.complete('none', false)).toBe(false);
    expect(await store.message('sending')).toEqual({ status: 'COMPLETED', reporting: 'AUTOMATIC', publisherId: 'p' });
    expect(await store.message('none')).toBeNull();
  });
});

describe('a message that is sent again', () => {
  it('is marked, and is SENDING unless it failed: then its dispatch makes it so', async () => {
    const redeliveries = new DynamoDbRedeliveryStore(client, tables.messages);
    const statuses: Record<string, unknown> = {};
    for (const status of ['SENDING', 'COMPLETED', 'FAILED', 'CANCELLED']) {
      const key = messageKey(status);
      await client.send(new PutCommand({ TableName: tables.messages, Item: { ...key, id: status, status } }));
      await redeliveries.begin({ id: `${status}.one`, messageId: status });
      const { Item } = await client.send(new GetCommand({ TableName: tables.messages, Key: key }));
      statuses[status] = [Item?.status, [...((Item?.redeliveries as ReadonlySet<string> | undefined) ?? [])]];
      await redeliveries.end({ id: `${status}.one`, messageId: status });
    }
    expect(statuses).toEqual({
      SENDING: ['SENDING', ['SENDING.one']],
      COMPLETED: ['SENDING', ['COMPLETED.one']],
      FAILED: ['FAILED', ['FAILED.one']],
      CANCELLED: ['CANCELLED', []],
    });
    expect(await new DynamoDbMessageStore(client, tables).begin('FAILED')).toBe('again');
    expect(await store.complete('FAILED', true)).toBe(true);
  });
});

describe('a message in the index of the sweep', () => {
  const complete = async (id: string, isAnswered: boolean, more: object = {}) => {
    const Item = { ...messageKey(id), id, status: 'SENDING', dueShard: '0', dueAt: '2026-01-01T00:03:00Z', ...more };
    await client.send(new PutCommand({ TableName: tables.messages, Item }));
    const completed = await store.complete(id, isAnswered);
    const row = await client.send(new GetCommand({ TableName: tables.messages, Key: messageKey(id) }));
    return { completed, isDue: row.Item?.dueAt !== undefined };
  };

  it('leaves it with its completion if all is answered, and is not completed while it is sent again', async () => {
    expect(await complete('answered', true)).toEqual({ completed: true, isDue: false });
    expect(await complete('silent', false)).toEqual({ completed: true, isDue: true });
    const redeliveries = new Set(['one']);
    expect(await complete('again', true, { redeliveries })).toEqual({ completed: false, isDue: true });
  });
});

describe('feeds in DynamoDB', () => {
  it('are open until their time, however many are asked for', async () => {
    const openFeeds = new DynamoDbOpenFeeds(client, tables.deliveries);
    const put = (userId: string, ttl: number) =>
      client.send(new PutCommand({ TableName: tables.deliveries, Item: { ...userFeed(userId), ttl } }));
    await put('alice', 100);
    await put('bob', 50);
    const others = Array.from({ length: 150 }, (_, index) => userFeed(`user ${index}`));
    const feeds = [...others, userFeed('alice'), userFeed('bob'), userFeed('alice')];
    expect([...(await openFeeds.among(feeds, 60_000))]).toEqual([userFeed('alice').pk]);
  });
});

describe('a delivery in DynamoDB', () => {
  it('is found by the id that SNS gave it', async () => {
    const index = new DynamoDbDeliveryIndex(client, tables.deliveries);
    expect(await index.bySnsMessageId('sns-1')).toBeNull();
    const Item = { ...deliveryKey('m', 'phone'), snsMessageId: 'sns-1' };
    await client.send(new PutCommand({ TableName: tables.deliveries, Item }));
    expect(await index.bySnsMessageId('sns-1')).toEqual({ kind: 'delivery', messageId: 'm', deviceId: 'phone' });
  });
});
