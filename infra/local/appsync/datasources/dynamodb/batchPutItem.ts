import { batchWrite } from './batchWrite.ts';
import type { DynamoDbOperation } from './DynamoDbTable.ts';

export const batchPutItem: DynamoDbOperation = async (request, table, call) =>
  batchWrite(request, table, call, { kind: 'PutRequest', member: 'Item', unprocessed: 'unprocessedItems' });
