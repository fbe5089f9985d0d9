import { beforeEach, describe, expect, it } from 'vitest';
import { isJsonObject, type JsonObject } from '../../platform/Json.ts';
import { callDynamoDb, simpleTable } from './callDynamoDb.ts';

const hour = 60 * 60 * 1000;
let db: ReturnType<typeof callDynamoDb>;
let StreamArn: string;

beforeEach(async () => {
  db = callDynamoDb();
  const created = await db.call(
    'CreateTable',
    simpleTable('Events', { StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' } }),
  );
  StreamArn = String(isJsonObject(created.TableDescription) && created.TableDescription.LatestStreamArn);
});

const put = (id: string, v: number) =>
  db.call('PutItem', { TableName: 'Events', Item: { id: { S: id }, v: { N: String(v) } } });
const remove = (id: string) => db.call('DeleteItem', { TableName: 'Events', Key: { id: { S: id } } });

async function iterator(ShardIteratorType: string, more: JsonObject = {}): Promise<string> {
  const { StreamDescription } = await db.call('DescribeStream', { StreamArn });
  const shards =
    isJsonObject(StreamDescription) && Array.isArray(StreamDescription.Shards) ? StreamDescription.Shards : [];
  const answer = await db.call('GetShardIterator', {
    StreamArn,
    ShardId: shards[0].ShardId,
    ShardIteratorType,
    ...more,
  });
  return String(answer.ShardIterator);
}
async function records(ShardIterator: string) {
  const { Records } = await db.call('GetRecords', { ShardIterator });
  return Array.isArray(Records) ? Records : [];
}

describe('streams', () => {
  it('record every change in commit order, and none for a write that changes nothing', async () => {
    await put('a', 1);
    await put('a', 1);
    await put('a', 2);
    await remove('a');
    await remove('a');
    const found = await records(await iterator('TRIM_HORIZON'));
    expect(
      found.map((record) => [record.eventName, record.dynamodb.OldImage?.v?.N, record.dynamodb.NewImage?.v?.N]),
    ).toEqual([
      ['INSERT', undefined, '1'],
      ['MODIFY', '1', '2'],
      ['REMOVE', '2', undefined],
    ]);
    expect(found[0]).toMatchObject({
      eventSource: 'aws:dynamodb',
      awsRegion: 'eu-west-1',
      dynamodb: { Keys: { id: { S: 'a' } }, StreamViewType: 'NEW_AND_OLD_IMAGES' },
    });
    const sequences = found.map((record) => String(record.dynamodb.SequenceNumber));
    expect(sequences.toSorted()).toEqual(sequences);
    const after = await iterator('AFTER_SEQUENCE_NUMBER', { SequenceNumber: sequences[0] ?? '' });
    expect(await records(after)).toHaveLength(2);
  });

  it('tell a listener of a commit, but not of one that was rolled back', async () => {
    let calls = 0;
    const stop = db.dynamoDb.onStreamAppend(StreamArn, () => {
      calls += 1;
    });
    await put('a', 1);
    expect(calls).toBe(1);
    const cancelled = db.call('TransactWriteItems', {
      TransactItems: [
        { Put: { TableName: 'Events', Item: { id: { S: 'b' } } } },
        {
          ConditionCheck: { TableName: 'Events', Key: { id: { S: 'c' } }, ConditionExpression: 'attribute_exists(id)' },
        },
      ],
    });
    await expect(cancelled).rejects.toThrow();
    stop();
    await put('a', 2);
    expect(calls).toBe(1);
    expect(await records(await iterator('TRIM_HORIZON'))).toHaveLength(2);
  });

  it('forget records after 24 hours, and iterators after 15 minutes', async () => {
    await put('a', 1);
    const old = await iterator('TRIM_HORIZON');
    db.clock.advance(hour);
    await expect(records(old)).rejects.toMatchObject({ code: 'ExpiredIteratorException' });
    db.clock.advance(24 * hour);
    db.dynamoDb.start();
    db.clock.advance(1000);
    await put('a', 2);
    const found = await records(await iterator('TRIM_HORIZON'));
    expect(found.map((record) => record.eventName)).toEqual(['MODIFY']);
    db.dynamoDb.stop();
  });

  it('end when they are disabled', async () => {
    await put('a', 1);
    const from = await iterator('TRIM_HORIZON');
    await db.call('UpdateTable', { TableName: 'Events', StreamSpecification: { StreamEnabled: false } });
    await put('a', 2);
    const answer = await db.call('GetRecords', { ShardIterator: from });
    expect(answer.Records).toHaveLength(1);
    expect(answer.NextShardIterator).toBeUndefined();
  });

  it.each(['garbage', 'arn|1|AAAA', 'arn|1|e30'])('refuse the iterator %s', async (ShardIterator) => {
    await expect(db.call('GetRecords', { ShardIterator })).rejects.toMatchObject({ code: 'ValidationException' });
  });
});

describe('time to live', () => {
  it('deletes an expired item some seconds later, as the service, and leaves others', async () => {
    await db.call('UpdateTimeToLive', {
      TableName: 'Events',
      TimeToLiveSpecification: { AttributeName: 'v', Enabled: true },
    });
    const now = Math.floor(db.clock.now() / 1000);
    await put('soon', now + 5);
    await put('later', now + 5000);
    await put('ancient', now - 6 * 365 * 24 * 60 * 60);
    db.dynamoDb.start();
    db.clock.advance(4000);
    const present = async () => (await db.call('Scan', { TableName: 'Events', Select: 'COUNT' })).Count;
    expect(await present()).toBe(3);
    db.clock.advance(2000);
    expect(await present()).toBe(2);
    db.dynamoDb.stop();
    const last = (await records(await iterator('TRIM_HORIZON'))).at(-1);
    expect(last).toMatchObject({
      eventName: 'REMOVE',
      userIdentity: { Type: 'Service', PrincipalId: 'dynamodb.amazonaws.com' },
      dynamodb: { Keys: { id: { S: 'soon' } } },
    });
  });
});
