import { beforeEach, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../platform/Json.ts';
import type { ResourceRequest } from '../../platform/ResourceProvider.ts';
import { callDynamoDb } from './callDynamoDb.ts';

const warnings: string[] = [];
let db: ReturnType<typeof callDynamoDb>;
beforeEach(() => {
  warnings.length = 0;
  db = callDynamoDb({ log: (level, _, message) => level === 'warn' && warnings.push(message) });
});

async function apply(properties: JsonObject, type = 'AWS::DynamoDB::Table', previous?: ResourceRequest['previous']) {
  const provider = db.dynamoDb.resources.find((candidate) => candidate.type === type);
  return await provider?.apply({
    stackName: 'Stack',
    logicalId: 'Table',
    generatedName: 'Stack-Table-1',
    properties,
    ...(previous === undefined ? {} : { previous }),
    asset: () => '',
  });
}

const properties: JsonObject = {
  KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
  AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
  BillingMode: 'PAY_PER_REQUEST',
  StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
  TimeToLiveSpecification: { AttributeName: 'expires', Enabled: true },
  PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
};
const indexed: JsonObject = {
  ...properties,
  AttributeDefinitions: [
    { AttributeName: 'id', AttributeType: 'S' },
    { AttributeName: 'group', AttributeType: 'S' },
  ],
  GlobalSecondaryIndexes: [
    {
      IndexName: 'byGroup',
      KeySchema: [{ AttributeName: 'group', KeyType: 'HASH' }],
      Projection: { ProjectionType: 'ALL' },
    },
  ],
};
const put = () => db.call('PutItem', { TableName: 'Stack-Table-1', Item: { id: { S: 'a' }, group: { S: 'g' } } });
const count = async (IndexName?: string) =>
  (await db.call('Scan', { TableName: 'Stack-Table-1', ...(IndexName === undefined ? {} : { IndexName }) })).Count;

describe('AWS::DynamoDB::Table', () => {
  it('answers its attributes, the same at every start', async () => {
    const first = await apply(properties);
    expect(first).toMatchObject({
      physicalId: 'Stack-Table-1',
      attributes: {
        Arn: 'arn:aws:dynamodb:eu-west-1:123456789012:table/Stack-Table-1',
        StreamArn: expect.stringMatching(
          /^arn:aws:dynamodb:eu-west-1:123456789012:table\/Stack-Table-1\/stream\/\d{4}-/,
        ),
        TableId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      },
    });
    await put();
    db.clock.advance(1000);
    expect(await apply(properties)).toEqual(first);
    expect(await count()).toBe(1);
    expect(await db.call('DescribeTimeToLive', { TableName: 'Stack-Table-1' })).toEqual({
      TimeToLiveDescription: { TimeToLiveStatus: 'ENABLED', AttributeName: 'expires' },
    });
  });

  it('fills an index that is added to a table with items, and removes it again', async () => {
    await apply(properties);
    await put();
    await apply(indexed);
    expect(await count('byGroup')).toBe(1);
    await apply(properties);
    await expect(count('byGroup')).rejects.toThrow('The table does not have the specified index: byGroup');
    expect(warnings).toEqual([]);
  });

  it('replaces a table whose key schema changed, with a warning', async () => {
    await apply(properties);
    await put();
    await apply({
      ...properties,
      KeySchema: [{ AttributeName: 'other', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'other', AttributeType: 'N' }],
    });
    expect(await count()).toBe(0);
    expect(warnings).toEqual(['Table Stack-Table-1 has another key schema now and is replaced: its items are gone']);
  });

  it('keeps a protected table until the protection ends', async () => {
    const kept = { ...properties, DeletionProtectionEnabled: true };
    const provider = db.dynamoDb.resources.find(({ type }) => type === 'AWS::DynamoDB::Table');
    const refused = 'Resource cannot be deleted as it is currently protected against deletion.';
    await apply(kept);
    await put();
    await expect(db.call('DeleteTable', { TableName: 'Stack-Table-1' })).rejects.toMatchObject({
      code: 'ValidationException',
      message: expect.stringContaining(refused),
    });
    await expect(apply({ ...kept, KeySchema: [{ AttributeName: 'other', KeyType: 'HASH' }] })).rejects.toThrow();
    expect(() => provider?.remove?.('Stack-Table-1', kept)).toThrow(refused);
    expect(await count()).toBe(1);
    await apply(properties);
    await provider?.remove?.('Stack-Table-1', properties);
    await expect(count()).rejects.toThrow('not found');
  });

  it('refuses a property it does not understand, by name', async () => {
    await expect(apply({ ...properties, ImportSourceSpecification: {} })).rejects.toThrow(
      'Property ImportSourceSpecification of AWS::DynamoDB::Table (Table) is not supported by the local runtime',
    );
  });
});

it('AWS::DynamoDB::GlobalTable has one replica', async () => {
  const replica = { Region: 'eu-west-1', Tags: [{ Key: 'team', Value: 'push' }] };
  const result = await apply({ ...properties, Replicas: [replica] }, 'AWS::DynamoDB::GlobalTable');
  expect(await db.call('ListTagsOfResource', { ResourceArn: result?.attributes.Arn ?? null })).toEqual({
    Tags: [{ Key: 'team', Value: 'push' }],
  });
  await expect(
    apply({ ...properties, Replicas: [replica, { Region: 'us-east-1' }] }, 'AWS::DynamoDB::GlobalTable'),
  ).rejects.toMatchObject({ code: 'NotSupportedLocally' });
});
