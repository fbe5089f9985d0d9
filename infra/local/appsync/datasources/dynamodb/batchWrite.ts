import { isJsonObject, type JsonObject, type JsonValue } from '../../../platform/Json.ts';
import type { DataSourceAnswer, DataSourceCall } from '../DataSource.ts';
import { mappingError, requiredObject } from '../requestFields.ts';
import { fromItem, fromOptionalItem } from './attributeValues.ts';
import { type BatchTable, batchEntry, byTable, failedBatch } from './batchTables.ts';
import type { DynamoDbTable } from './DynamoDbTable.ts';

/** How AppSync and DynamoDB name the parts of one kind of write. */
export interface BatchWrite {
  readonly kind: 'PutRequest' | 'DeleteRequest';
  readonly member: 'Item' | 'Key';
  readonly unprocessed: 'unprocessedItems' | 'unprocessedKeys';
}

/** Runs a batch of writes of one kind, over several tables. */
export async function batchWrite(
  request: JsonObject,
  dynamoDb: DynamoDbTable,
  call: DataSourceCall,
  { kind, member, unprocessed }: BatchWrite,
): Promise<DataSourceAnswer> {
  const tables = readTables(request);
  try {
    const requested = tables.map(({ table, keys }) => [table, keys.map((entry) => ({ [kind]: { [member]: entry } }))]);
    const answer = await dynamoDb.call('BatchWriteItem', { RequestItems: Object.fromEntries(requested) }, call);
    const left = isJsonObject(answer.UnprocessedItems) ? answer.UnprocessedItems : {};
    return {
      result: {
        data: byTable(tables, ({ keys }) => keys.map(fromItem)),
        [unprocessed]: byTable(tables, ({ table }) => {
          const entries = left[table];
          if (!Array.isArray(entries)) return [];
          return entries.map((entry: JsonValue) => {
            const write = isJsonObject(entry) ? entry[kind] : undefined;
            return isJsonObject(write) ? fromOptionalItem(write[member]) : null;
          });
        }),
      },
    };
  } catch (error) {
    return failedBatch(error, tables, unprocessed);
  }
}

function readTables(request: JsonObject): readonly BatchTable[] {
  return Object.entries(requiredObject(request, 'tables')).map(([table, given]) => {
    if (!Array.isArray(given)) throw mappingError(`Expected a List for field '$[tables][${table}]'.`);
    return { table, keys: given.map((entry: JsonValue, index) => batchEntry(entry, `tables.${table}[${index}]`)) };
  });
}
