import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../testing/temporaryFolder.ts';
import { callDynamoDb } from './callDynamoDb.ts';

it('keeps every acknowledged write, its index entry and its stream record when the process is killed', async () => {
  const directory = temporaryFolder('dynamodb');
  const file = join(directory, 'dynamodb.sqlite');
  const child = spawn(process.execPath, [fileURLToPath(new URL('writeUntilKilled.ts', import.meta.url)), file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let acknowledged = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    acknowledged = Number(line);
    if (acknowledged === 500) child.kill('SIGKILL');
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  expect(child.signalCode).toBe('SIGKILL');
  expect(acknowledged).toBeGreaterThanOrEqual(500);

  const db = callDynamoDb({ file });
  const items = await db.call('Query', {
    TableName: 'Kept',
    IndexName: 'all',
    KeyConditionExpression: '#g = :g',
    ExpressionAttributeNames: { '#g': 'group' },
    ExpressionAttributeValues: { ':g': { S: 'one' } },
  });
  expect(items.Count).toBeGreaterThanOrEqual(acknowledged);
  expect((await db.call('Scan', { TableName: 'Kept', Select: 'COUNT' })).Count).toBe(items.Count);
  const { Streams } = await db.call('ListStreams', { TableName: 'Kept' });
  const StreamArn = Array.isArray(Streams) ? Streams[0].StreamArn : undefined;
  const { StreamDescription } = await db.call('DescribeStream', { StreamArn });
  const ShardId = JSON.parse(JSON.stringify(StreamDescription)).Shards[0].ShardId;
  let { ShardIterator } = await db.call('GetShardIterator', { StreamArn, ShardId, ShardIteratorType: 'TRIM_HORIZON' });
  let records = 0;
  for (let read = -1; read !== 0; records += read) {
    const answer = await db.call('GetRecords', { ShardIterator });
    read = Array.isArray(answer.Records) ? answer.Records.length : 0;
    ShardIterator = answer.NextShardIterator;
  }
  expect(records).toBe(items.Count);
  db.close();
});
