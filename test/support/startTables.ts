import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { startDynamoDb } from 'local-cloud/testing/startDynamoDb';
import { documentsOf } from './documentsOf.ts';

/** A DynamoDB for tables of items by `pk` and `sk`. */
export interface StartedTables {
  /** Leaves undefined members out, as the functions' own client does. */
  readonly client: DynamoDBDocumentClient;
  /** Creates an empty table. Returns its name, which begins so. */
  readonly create: (name: string) => Promise<string>;
  readonly stop: () => Promise<void>;
}

export async function startTables(): Promise<StartedTables> {
  const local = await startDynamoDb();
  let count = 0;
  return {
    client: documentsOf(local.client),
    async create(name) {
      count += 1;
      const TableName = `${name}-${count}`;
      await local.createTable({
        TableName,
        KeySchema: [
          { AttributeName: 'pk', KeyType: 'HASH' },
          { AttributeName: 'sk', KeyType: 'RANGE' },
        ],
        AttributeDefinitions: [
          { AttributeName: 'pk', AttributeType: 'S' },
          { AttributeName: 'sk', AttributeType: 'S' },
        ],
      });
      return TableName;
    },
    stop: () => local.stop(),
  };
}
