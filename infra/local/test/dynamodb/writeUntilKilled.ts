import { writeSync } from 'node:fs';
import { callDynamoDb, simpleTable } from './callDynamoDb.ts';

/**
 * A process of the durability test.
 * It writes items to the named file and prints how many were acknowledged, until it is killed.
 */
const db = callDynamoDb({ file: process.argv[2] ?? ':memory:' });
await db.call(
  'CreateTable',
  simpleTable('Kept', {
    AttributeDefinitions: [
      { AttributeName: 'id', AttributeType: 'S' },
      { AttributeName: 'group', AttributeType: 'S' },
    ],
    StreamSpecification: { StreamEnabled: true, StreamViewType: 'KEYS_ONLY' },
    GlobalSecondaryIndexes: [
      {
        IndexName: 'all',
        KeySchema: [{ AttributeName: 'group', KeyType: 'HASH' }],
        Projection: { ProjectionType: 'KEYS_ONLY' },
      },
    ],
  }),
);
for (let count = 1; ; count += 1) {
  await db.call('PutItem', { TableName: 'Kept', Item: { id: { S: String(count) }, group: { S: 'one' } } });
  writeSync(1, `${count}\n`);
}
