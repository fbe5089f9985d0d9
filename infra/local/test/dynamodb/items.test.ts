import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  type QueryCommandInput,
  ScanCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type StartedDynamoDb, startDynamoDb } from '../../testing/startDynamoDb.ts';

let db: StartedDynamoDb;
const TableName = 'Things';

beforeAll(async () => {
  db = await startDynamoDb();
  await db.createTable({
    TableName,
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ],
    AttributeDefinitions: [
      { AttributeName: 'pk', AttributeType: 'S' },
      { AttributeName: 'sk', AttributeType: 'N' },
      { AttributeName: 'owner', AttributeType: 'S' },
      { AttributeName: 'rank', AttributeType: 'N' },
    ],
    GlobalSecondaryIndexes: [
      {
        IndexName: 'byOwner',
        KeySchema: [
          { AttributeName: 'owner', KeyType: 'HASH' },
          { AttributeName: 'rank', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['colour'] },
      },
    ],
    LocalSecondaryIndexes: [
      {
        IndexName: 'byRank',
        KeySchema: [
          { AttributeName: 'pk', KeyType: 'HASH' },
          { AttributeName: 'rank', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'KEYS_ONLY' },
      },
    ],
  });
});
afterAll(() => db.stop());

const key = (pk: string, sk: number) => ({ pk: { S: pk }, sk: { N: String(sk) } });

describe('single items', () => {
  it('puts, gets with a projection, and answers nothing for an item that is not there', async () => {
    const Item = {
      ...key('single', 1),
      map: { M: { a: { L: [{ N: '1.50' }, { S: 'x' }] }, b: { BOOL: false } } },
      bytes: { B: new Uint8Array([1, 2, 255]) },
      set: { SS: ['b', 'a'] },
    };
    await db.client.send(new PutItemCommand({ TableName, Item }));
    const whole = await db.client.send(new GetItemCommand({ TableName, Key: key('single', 1) }));
    expect(whole.Item).toEqual({ ...Item, map: { M: { a: { L: [{ N: '1.5' }, { S: 'x' }] }, b: { BOOL: false } } } });
    const part = await db.client.send(
      new GetItemCommand({
        TableName,
        Key: key('single', 1),
        ProjectionExpression: '#m.a[1], bytes',
        ExpressionAttributeNames: { '#m': 'map' },
        ConsistentRead: true,
      }),
    );
    expect(part.Item).toEqual({ map: { M: { a: { L: [{ S: 'x' }] } } }, bytes: Item.bytes });
    const none = await db.client.send(new GetItemCommand({ TableName, Key: key('single', 2) }));
    expect(none.Item).toBeUndefined();
  });

  it('refuses a put whose condition fails and shows the item if asked', async () => {
    await db.client.send(new PutItemCommand({ TableName, Item: { ...key('cond', 1), v: { N: '1' } } }));
    const refused = db.client.send(
      new PutItemCommand({
        TableName,
        Item: key('cond', 1),
        ConditionExpression: 'attribute_not_exists(pk)',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    );
    await expect(refused).rejects.toMatchObject({
      name: 'ConditionalCheckFailedException',
      message: 'The conditional request failed',
      Item: { ...key('cond', 1), v: { N: '1' } },
    });
    await expect(refused).rejects.toBeInstanceOf(ConditionalCheckFailedException);
  });

  it('updates in every way and answers every kind of return values', async () => {
    const Key = key('update', 1);
    const update = (
      UpdateExpression: string,
      values: object | undefined,
      ReturnValues: 'ALL_NEW' | 'ALL_OLD' | 'UPDATED_NEW' | 'UPDATED_OLD',
    ) =>
      db.client.send(
        new UpdateItemCommand({
          TableName,
          Key,
          UpdateExpression,
          ReturnValues,
          ...(values === undefined ? {} : { ExpressionAttributeValues: { ...values } }),
        }),
      );
    const first = await update(
      'SET a = if_not_exists(a, :one) + :one, things = list_append(:list, :list) ADD tags :tags',
      { ':one': { N: '1' }, ':list': { L: [{ S: 'x' }] }, ':tags': { SS: ['t'] } },
      'ALL_NEW',
    );
    expect(first.Attributes).toEqual({
      ...Key,
      a: { N: '2' },
      things: { L: [{ S: 'x' }, { S: 'x' }] },
      tags: { SS: ['t'] },
    });
    const second = await update(
      'SET things[9] = :y, a = a - :tenth REMOVE things[0] DELETE tags :tags',
      { ':y': { S: 'y' }, ':tenth': { N: '0.1' }, ':tags': { SS: ['t'] } },
      'UPDATED_NEW',
    );
    expect(second.Attributes).toEqual({ a: { N: '1.9' } });
    const third = await update('REMOVE a', undefined, 'UPDATED_OLD');
    expect(third.Attributes).toEqual({ a: { N: '1.9' } });
    const fourth = await update('SET b = :b', { ':b': { NULL: true } }, 'ALL_OLD');
    expect(fourth.Attributes).toEqual({ ...Key, things: { L: [{ S: 'x' }, { S: 'y' }] } });
  });

  it('deletes and answers what it deleted', async () => {
    await db.client.send(new PutItemCommand({ TableName, Item: key('delete', 1) }));
    const command = new DeleteItemCommand({ TableName, Key: key('delete', 1), ReturnValues: 'ALL_OLD' });
    expect((await db.client.send(command)).Attributes).toEqual(key('delete', 1));
    expect((await db.client.send(command)).Attributes).toBeUndefined();
  });
});

describe('pages', () => {
  beforeAll(async () => {
    for (let start = 0; start < 50; start += 25) {
      await db.client.send(
        new BatchWriteItemCommand({
          RequestItems: {
            [TableName]: Array.from({ length: 25 }, (_, offset) => ({
              PutRequest: {
                Item: {
                  ...key('page', start + offset - 25),
                  owner: { S: 'me' },
                  rank: { N: String((start + offset) % 7) },
                  colour: { S: 'red' },
                  hidden: { S: 'yes' },
                },
              },
            })),
          },
        }),
      );
    }
  });

  it('orders numbers as numbers, negative ones included, and pages both ways', async () => {
    const read = async (ScanIndexForward: boolean) => {
      const found: number[] = [];
      let ExclusiveStartKey: QueryCommandInput['ExclusiveStartKey'];
      const page = () =>
        db.client.send(
          new QueryCommand({
            TableName,
            KeyConditionExpression: 'pk = :pk AND sk BETWEEN :low AND :high',
            ExpressionAttributeValues: { ':pk': { S: 'page' }, ':low': { N: '-12' }, ':high': { N: '1.1e1' } },
            Limit: 7,
            ScanIndexForward,
            ExclusiveStartKey,
          }),
        );
      do {
        const answer = await page();
        found.push(...(answer.Items ?? []).map((item) => Number(item.sk?.N)));
        ExclusiveStartKey = answer.LastEvaluatedKey;
      } while (ExclusiveStartKey !== undefined);
      return found;
    };
    const expected = Array.from({ length: 24 }, (_, index) => index - 12);
    expect(await read(true)).toEqual(expected);
    expect(await read(false)).toEqual(expected.toReversed());
  });

  it('queries a global index with its projection, and refuses a consistent read of it', async () => {
    const input = {
      TableName,
      IndexName: 'byOwner',
      KeyConditionExpression: '#o = :o AND #r >= :r',
      ExpressionAttributeNames: { '#o': 'owner', '#r': 'rank' },
      ExpressionAttributeValues: { ':o': { S: 'me' }, ':r': { N: '6' } },
    };
    const answer = await db.client.send(new QueryCommand(input));
    expect(answer.Count).toBe(7);
    expect(Object.keys(answer.Items?.[0] ?? {}).toSorted()).toEqual(['colour', 'owner', 'pk', 'rank', 'sk']);
    await expect(db.client.send(new QueryCommand({ ...input, ConsistentRead: true }))).rejects.toThrow(
      'Consistent reads are not supported on global secondary indexes',
    );
  });

  it('fetches from the table what a local index does not carry', async () => {
    const answer = await db.client.send(
      new QueryCommand({
        TableName,
        IndexName: 'byRank',
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': { S: 'page' } },
        Select: 'ALL_ATTRIBUTES',
        Limit: 1,
      }),
    );
    expect(answer.Items?.[0]).toMatchObject({ rank: { N: '0' }, hidden: { S: 'yes' } });
    expect(Object.keys(answer.LastEvaluatedKey ?? {}).toSorted()).toEqual(['pk', 'rank', 'sk']);
  });

  it('scans every item once over parallel segments', async () => {
    const all = await db.client.send(new ScanCommand({ TableName }));
    const segments = await Promise.all(
      [0, 1, 2].map((Segment) => db.client.send(new ScanCommand({ TableName, Segment, TotalSegments: 3 }))),
    );
    const keys = (answers: (typeof all)[]) =>
      answers.flatMap((answer) => (answer.Items ?? []).map((item) => `${item.pk?.S}/${item.sk?.N}`)).toSorted();
    expect(keys(segments)).toEqual(keys([all]));
    expect(all.Count).toBeGreaterThan(50);
  });

  it('ends a page at 1 MB', async () => {
    const text = 'x'.repeat(300_000);
    for (let sk = 0; sk < 5; sk += 1) {
      await db.client.send(new PutItemCommand({ TableName, Item: { ...key('large', sk), text: { S: text } } }));
    }
    const input = {
      TableName,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': { S: 'large' } },
    };
    const first = await db.client.send(new QueryCommand(input));
    expect(first.Count).toBe(4);
    const second = await db.client.send(new QueryCommand({ ...input, ExclusiveStartKey: first.LastEvaluatedKey }));
    expect(second).toMatchObject({ Count: 1 });
    expect(second.LastEvaluatedKey).toBeUndefined();
  });

  it('gets a batch and counts capacity', async () => {
    const answer = await db.client.send(
      new BatchGetItemCommand({
        RequestItems: {
          [TableName]: { Keys: [key('page', 0), key('page', 1), key('page', 999)], ConsistentRead: true },
        },
        ReturnConsumedCapacity: 'TOTAL',
      }),
    );
    expect(answer.Responses?.[TableName]).toHaveLength(2);
    expect(answer.ConsumedCapacity).toEqual([{ TableName, CapacityUnits: 3 }]);
  });
});
