import { beforeEach, describe, expect, it } from 'vitest';
import { callDynamoDb, simpleTable } from './callDynamoDb.ts';

let db: ReturnType<typeof callDynamoDb>;
const put = (id: string, more: object = {}) => ({ Put: { TableName: 'Accounts', Item: { id: { S: id }, ...more } } });
const get = async (id: string) => (await db.call('GetItem', { TableName: 'Accounts', Key: { id: { S: id } } })).Item;

beforeEach(async () => {
  db = callDynamoDb();
  await db.call('CreateTable', simpleTable('Accounts'));
});

describe('TransactWriteItems', () => {
  it('writes all or nothing, with a reason for each in order', async () => {
    await db.call('TransactWriteItems', { TransactItems: [put('a', { n: { S: 'text' } }), put('b')] });
    const refused = db.call('TransactWriteItems', {
      TransactItems: [
        put('c'),
        {
          ConditionCheck: {
            TableName: 'Accounts',
            Key: { id: { S: 'b' } },
            ConditionExpression: 'attribute_not_exists(id)',
            ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
          },
        },
        {
          Update: {
            TableName: 'Accounts',
            Key: { id: { S: 'a' } },
            UpdateExpression: 'SET n = n + :one',
            ExpressionAttributeValues: { ':one': { N: '1' } },
          },
        },
      ],
    });
    await expect(refused).rejects.toMatchObject({
      code: 'TransactionCanceledException',
      message:
        'Transaction cancelled, please refer cancellation reasons for specific reasons [None, ConditionalCheckFailed, ValidationError]',
      details: {
        CancellationReasons: [
          { Code: 'None' },
          { Code: 'ConditionalCheckFailed', Message: 'The conditional request failed', Item: { id: { S: 'b' } } },
          { Code: 'ValidationError', Message: 'An operand in the update expression has an incorrect data type' },
        ],
      },
    });
    expect(await get('c')).toBeUndefined();
  });

  it('replays a token for ten minutes and refuses it for another request', async () => {
    const first = { TransactItems: [put('a', { v: { N: '1' } })], ClientRequestToken: 'token' };
    await db.call('TransactWriteItems', first);
    await db.call('DeleteItem', { TableName: 'Accounts', Key: { id: { S: 'a' } } });
    await db.call('TransactWriteItems', first);
    expect(await get('a')).toBeUndefined();
    await expect(
      db.call('TransactWriteItems', { ...first, TransactItems: [put('a', { v: { N: '2' } })] }),
    ).rejects.toMatchObject({ code: 'IdempotentParameterMismatchException' });
    db.clock.advance(10 * 60 * 1000);
    await db.call('TransactWriteItems', first);
    expect(await get('a')).toMatchObject({ v: { N: '1' } });
  });

  it('does not remember the token of a cancelled transaction', async () => {
    const once = {
      ClientRequestToken: 'token',
      TransactItems: [{ Put: { ...put('x').Put, ConditionExpression: 'attribute_not_exists(id)' } }],
    };
    await db.call('PutItem', put('x').Put);
    await expect(db.call('TransactWriteItems', once)).rejects.toMatchObject({ code: 'TransactionCanceledException' });
    await db.call('DeleteItem', { TableName: 'Accounts', Key: { id: { S: 'x' } } });
    await db.call('TransactWriteItems', once);
    expect(await get('x')).toBeDefined();
  });

  it.each([
    ['one item twice', [put('a'), put('a')], 'Transaction request cannot include multiple operations on one item'],
    ['nothing', [], 'Member must have length greater than or equal to 1'],
    ['over 100 items', Array.from({ length: 101 }, (_, id) => put(String(id))), 'less than or equal to 100'],
  ])('refuses %s', async (_, TransactItems, message) => {
    await expect(db.call('TransactWriteItems', { TransactItems })).rejects.toThrow(message);
  });

  it('counts two units for each kilobyte and asks for each action on its table', async () => {
    const before = db.meter.snapshot().get('dynamodb:writeUnit') ?? 0;
    const answer = await db.call('TransactWriteItems', {
      TransactItems: [put('a', { text: { S: 'x'.repeat(1500) } })],
      ReturnConsumedCapacity: 'TOTAL',
    });
    expect(answer.ConsumedCapacity).toEqual([{ TableName: 'Accounts', CapacityUnits: 4, WriteCapacityUnits: 4 }]);
    expect((db.meter.snapshot().get('dynamodb:writeUnit') ?? 0) - before).toBe(4);
    expect(db.permissions('TransactWriteItems', { TransactItems: [put('a')] })).toMatchObject([
      {
        action: 'dynamodb:PutItem',
        resource: 'arn:aws:dynamodb:eu-west-1:123456789012:table/Accounts',
        context: { 'dynamodb:LeadingKeys': ['a'], 'dynamodb:EnclosingOperation': 'TransactWriteItems' },
      },
    ]);
  });
});

it('TransactGetItems answers in order, with an empty response for what is not there', async () => {
  await db.call('PutItem', put('a').Put);
  const Get = (id: string) => ({ Get: { TableName: 'Accounts', Key: { id: { S: id } } } });
  const answer = await db.call('TransactGetItems', { TransactItems: [Get('b'), Get('a')] });
  expect(answer.Responses).toEqual([{}, { Item: { id: { S: 'a' } } }]);
});
