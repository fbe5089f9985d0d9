import { beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../../platform/Json.ts';
import { callDynamoDb } from './callDynamoDb.ts';

const TableName = 'Limits';
let db: ReturnType<typeof callDynamoDb>;
beforeAll(async () => {
  db = callDynamoDb();
  await db.call('CreateTable', {
    TableName,
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ],
    AttributeDefinitions: [
      { AttributeName: 'pk', AttributeType: 'S' },
      { AttributeName: 'sk', AttributeType: 'S' },
      { AttributeName: 'gsi', AttributeType: 'S' },
    ],
    GlobalSecondaryIndexes: [
      {
        IndexName: 'index',
        KeySchema: [{ AttributeName: 'gsi', KeyType: 'HASH' }],
        Projection: { ProjectionType: 'KEYS_ONLY' },
      },
    ],
    BillingMode: 'PAY_PER_REQUEST',
  });
});

const nested = (depth: number): JsonValue => (depth === 0 ? { S: 'x' } : { L: [nested(depth - 1)] });
const Key = { pk: { S: 'a' }, sk: { S: 'b' } };
const invalid = 'One or more parameter values were invalid: ';

describe('items', () => {
  it.each<[string, JsonObject, string]>([
    ['a missing key', { pk: { S: 'a' } }, `${invalid}Missing the key sk in the item`],
    ['a key of another type', { ...Key, sk: { N: '1' } }, `${invalid}Type mismatch for key sk expected: S actual: N`],
    [
      'an empty key',
      { ...Key, sk: { S: '' } },
      'One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: sk',
    ],
    [
      'a long partition key',
      { ...Key, pk: { S: 'x'.repeat(2049) } },
      `${invalid}Size of hashkey has exceeded the maximum size limit of2048 bytes`,
    ],
    [
      'a long sort key',
      { ...Key, sk: { S: 'x'.repeat(1025) } },
      `${invalid}Aggregated size of all range keys has exceeded the size limit of 1024 bytes`,
    ],
    [
      'an index key of another type',
      { ...Key, gsi: { N: '1' } },
      `${invalid}Type mismatch for Index Key gsi Expected: S Actual: N IndexName: index`,
    ],
    ['over 400 KB', { ...Key, v: { S: 'x'.repeat(400 * 1024) } }, 'Item size has exceeded the maximum allowed size'],
    ['an empty set', { ...Key, v: { SS: [] } }, `${invalid}An string set  may not be empty`],
    [
      'a set with duplicates',
      { ...Key, v: { SS: ['a', 'a'] } },
      `${invalid}Input collection [a, a] contains duplicates.`,
    ],
    ['a number set with equal numbers', { ...Key, v: { NS: ['1', '1.0'] } }, 'Input collection contains duplicates'],
    [
      'a false NULL',
      { ...Key, v: { NULL: false } },
      `${invalid}Null attribute value types must have the value of true`,
    ],
    [
      'no type',
      { ...Key, v: {} },
      'Supplied AttributeValue is empty, must contain exactly one of the supported datatypes',
    ],
    [
      'two types',
      { ...Key, v: { S: 'a', N: '1' } },
      'Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes',
    ],
    [
      '33 levels',
      { ...Key, v: nested(33) },
      'Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond supported limit',
    ],
  ])('refuses %s', async (_, Item, message) => {
    await expect(db.call('PutItem', { TableName, Item })).rejects.toMatchObject({
      code: 'ValidationException',
      message,
    });
  });

  it('takes 32 levels', async () => {
    await expect(db.call('PutItem', { TableName, Item: { ...Key, v: nested(32) } })).resolves.toEqual({});
  });
});

describe('requests', () => {
  it.each<[string, JsonObject, JsonObject]>([
    [
      'GetItem',
      { TableName: 'Absent', Key },
      { code: 'ResourceNotFoundException', message: 'Requested resource not found' },
    ],
    ['DescribeTable', { TableName: 'Absent' }, { message: 'Requested resource not found: Table: Absent not found' }],
    [
      'GetItem',
      { TableName, Key: { pk: { S: 'a' } } },
      { message: 'The provided key element does not match the schema' },
    ],
    ['GetItem', { Key }, { message: "The parameter 'TableName' is required but was not present in the request" }],
    ['GetItem', { TableName, Key: 'x' }, { code: 'SerializationException' }],
    [
      'GetItem',
      { TableName, Key: { pk: { S: 1 }, sk: { S: 'b' } } },
      { code: 'SerializationException', message: 'NUMBER_VALUE cannot be converted to String' },
    ],
    ['PutItem', { TableName, Item: Key, Expected: {} }, { code: 'NotSupportedLocally' }],
    [
      'PutItem',
      { TableName, Item: Key, ReturnValues: 'ALL_NEW' },
      { message: 'ReturnValues can only be ALL_OLD or NONE' },
    ],
    [
      'UpdateItem',
      { TableName, Key, UpdateExpression: 'SET sk = :v', ExpressionAttributeValues: { ':v': { S: 'x' } } },
      { message: `${invalid}Cannot update attribute sk. This attribute is part of the key` },
    ],
    ['ExecuteStatement', { Statement: 'SELECT' }, { code: 'NotSupportedLocally' }],
    [
      'Query',
      { TableName },
      { message: 'Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.' },
    ],
    [
      'Query',
      { TableName, KeyConditionExpression: 'sk = :v', ExpressionAttributeValues: { ':v': { S: 'x' } } },
      { message: 'Query condition missed key schema element: pk' },
    ],
    [
      'Query',
      { TableName, KeyConditionExpression: 'pk > :v', ExpressionAttributeValues: { ':v': { S: 'x' } } },
      { message: 'Query key condition not supported' },
    ],
    [
      'Query',
      { TableName, KeyConditionExpression: 'pk = :v OR sk = :v', ExpressionAttributeValues: { ':v': { S: 'x' } } },
      { message: 'Invalid operator used in KeyConditionExpression: OR' },
    ],
    [
      'Query',
      {
        TableName,
        KeyConditionExpression: 'pk = :v',
        FilterExpression: 'sk = :v',
        ExpressionAttributeValues: { ':v': { S: 'x' } },
      },
      { message: 'Filter Expression can only contain non-primary key attributes: Primary key attribute: sk' },
    ],
    ['Scan', { TableName, IndexName: 'none' }, { message: 'The table does not have the specified index: none' }],
    [
      'Scan',
      { TableName, ExclusiveStartKey: { pk: { S: 'a' } } },
      { message: 'The provided starting key is invalid: The provided key element does not match the schema' },
    ],
    [
      'Scan',
      { TableName, Segment: 2, TotalSegments: 2 },
      {
        message:
          'The Segment parameter is zero-based and must be less than parameter TotalSegments: Segment: 2 is not less than TotalSegments: 2',
      },
    ],
    [
      'BatchGetItem',
      { RequestItems: { [TableName]: { Keys: [Key, Key] } } },
      { message: 'Provided list of item keys contains duplicates' },
    ],
    [
      'BatchGetItem',
      {
        RequestItems: { [TableName]: { Keys: Array.from({ length: 101 }, (_, i) => ({ ...Key, sk: { S: `${i}` } })) } },
      },
      { message: 'Too many items requested for the BatchGetItem call' },
    ],
    [
      'BatchWriteItem',
      {
        RequestItems: {
          [TableName]: Array.from({ length: 26 }, (_, i) => ({
            DeleteRequest: { Key: { ...Key, sk: { S: `${i}` } } },
          })),
        },
      },
      { message: 'Too many items requested for the BatchWriteItem call' },
    ],
    ['CreateTable', { TableName, BillingMode: 'PAY_PER_REQUEST' }, { code: 'ValidationException' }],
  ])('%s refuses %j', async (operation, input, expected) => {
    await expect(db.call(operation, input)).rejects.toMatchObject(expected);
  });

  it('name an index by its ARN and the attributes read in their permission', () => {
    const input = {
      TableName,
      IndexName: 'index',
      KeyConditionExpression: '#g = :g',
      ProjectionExpression: 'pk, map.member',
      ExpressionAttributeNames: { '#g': 'gsi' },
      ExpressionAttributeValues: { ':g': { S: 'group' } },
    };
    expect(db.permissions('Query', input)).toEqual([
      {
        action: 'dynamodb:Query',
        resource: 'arn:aws:dynamodb:eu-west-1:123456789012:table/Limits/index/index',
        context: { 'dynamodb:LeadingKeys': ['group'], 'dynamodb:Attributes': ['pk', 'map', 'gsi'] },
      },
    ]);
  });
});
