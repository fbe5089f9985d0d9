import { batchWrite } from './batchWrite.ts';
import type { DynamoDbOperation } from './DynamoDbTable.ts';

export const batchDeleteItem: DynamoDbOperation = async (request, table, call) =>
  batchWrite(request, table, call, { kind: 'DeleteRequest', member: 'Key', unprocessed: 'unprocessedKeys' });
