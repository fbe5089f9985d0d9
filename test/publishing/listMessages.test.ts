import { type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { runs } from 'local-cloud/testing/effort';
import { type StartedDynamoDb, startDynamoDb } from 'local-cloud/testing/startDynamoDb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DynamoDbMessageList } from '../../functions/aws/dynamodb/DynamoDbMessageList.ts';
import { type ListMessagesRequest, listMessages } from '../../functions/publishing/listMessages.ts';
import { messageKey } from '../../functions/rules/keys.ts';
import type { MessageRow } from '../../functions/rules/publishing/MessageRow.ts';
import { earliestUlid, timeShard } from '../../functions/rules/publishing/timeIndex.ts';
import { ulids } from '../../functions/rules/publishing/ulids.ts';
import { sampleMessage } from '../delivery/samples.ts';
import { documentsOf } from '../support/documentsOf.ts';

let local: StartedDynamoDb;
let client: DynamoDBDocumentClient;
let list: DynamoDbMessageList;
const key = (AttributeName: string, KeyType: 'HASH' | 'RANGE') => ({ AttributeName, KeyType });

/** 40 messages of two publishers, a minute apart, oldest first. */
const start = Date.parse('2026-01-01T00:00:00Z');
const messages: readonly MessageRow[] = Array.from({ length: 40 }, (_, index) => {
  const [id = ''] = ulids(start + index * 60_000, 1, new Uint8Array(10).fill(index * 7));
  return sampleMessage({
    id,
    timeShard: timeShard(id),
    publisherId: index % 3 === 0 ? 'paula' : 'peter',
    status: index % 5 === 0 ? 'FAILED' : 'COMPLETED',
  });
});

beforeAll(async () => {
  local = await startDynamoDb();
  client = documentsOf(local.client);
  await local.createTable({
    TableName: 'messages',
    KeySchema: [key('pk', 'HASH'), key('sk', 'RANGE')],
    AttributeDefinitions: ['pk', 'sk', 'id', 'publisherId', 'timeShard'].map((AttributeName) => ({
      AttributeName,
      AttributeType: 'S' as const,
    })),
    GlobalSecondaryIndexes: [
      {
        IndexName: 'byTime',
        KeySchema: [key('timeShard', 'HASH'), key('id', 'RANGE')],
        Projection: { ProjectionType: 'KEYS_ONLY' },
      },
      {
        IndexName: 'byPublisher',
        KeySchema: [key('publisherId', 'HASH'), key('id', 'RANGE')],
        Projection: { ProjectionType: 'ALL' },
      },
    ],
  });
  for (const row of messages) {
    await client.send(new PutCommand({ TableName: 'messages', Item: { ...messageKey(row.id), ...row } }));
  }
  list = new DynamoDbMessageList(client, 'messages');
});
afterAll(() => local.stop());

const everything: ListMessagesRequest = { first: 100, since: '', before: null, publisherId: null, status: [] };

describe('all messages', () => {
  it('are in the order of their acceptance over all shards, page by page, whatever is asked for', async () => {
    const request = fc.record({
      first: fc.integer({ min: 1, max: 30 }),
      since: fc.option(fc.integer({ min: -1, max: 41 }), { nil: null }),
      publisherId: fc.constantFrom(null, 'paula', 'peter', 'nobody'),
      status: fc.constantFrom<ListMessagesRequest['status']>([], ['FAILED'], ['COMPLETED', 'FAILED'], ['SENDING']),
    });
    await fc.assert(
      fc.asyncProperty(request, async ({ first, since, publisherId, status }) => {
        const from = since === null ? '' : earliestUlid(start + since * 60_000);
        const seen: string[] = [];
        for (let before: string | null = null, olderFollow = true; olderFollow; ) {
          const page = await listMessages(list, { first, since: from, before, publisherId, status });
          seen.push(...page.rows.flatMap(({ message }) => message?.id ?? []));
          before = page.rows.at(-1)?.id ?? null;
          ({ olderFollow } = page);
        }
        const expected = messages.filter(
          (message, index) =>
            (since === null || index >= since) &&
            (publisherId === null || message.publisherId === publisherId) &&
            (status.length === 0 || status.includes(message.status)),
        );
        expect(seen).toEqual(expected.map(({ id }) => id).reverse());
      }),
      runs(40),
    );
  });

  it('come without what they say', async () => {
    const { rows } = await listMessages(list, everything);
    expect(rows).toHaveLength(40);
    for (const { message } of rows) expect(Object.keys(message ?? {})).not.toContain('content');
  });
});

describe('the least ULID of a time', () => {
  it('is above the ids of earlier times, and below the others', () => {
    const time = fc.integer({ min: 0, max: 4_102_444_800_000 });
    fc.assert(
      fc.property(time, time, fc.uint8Array({ minLength: 10, maxLength: 10 }), (since, at, entropy) => {
        const [id = ''] = ulids(at, 1, entropy);
        expect(id >= earliestUlid(since)).toBe(at >= since);
        expect(id.startsWith(earliestUlid(at))).toBe(true);
      }),
      runs(300),
    );
  });
});
