import { isDeepStrictEqual } from 'node:util';
import { isJsonObject, type JsonObject } from '../../../platform/Json.ts';
import { mappingError, requiredList, requiredObject } from '../requestFields.ts';
import { fromItem, itemsOf } from './attributeValues.ts';
import { type BatchTable, batchEntry, byTable, failedBatch } from './batchTables.ts';
import type { DynamoDbOperation } from './DynamoDbTable.ts';
import { expressionMembers, optionalExpression } from './expressions.ts';

export const batchGetItem: DynamoDbOperation = async (request, dynamoDb, call) => {
  const tables = readTables(request);
  try {
    const requested = tables.map(({ table, given, keys }) => [
      table,
      {
        Keys: keys,
        ConsistentRead: given.consistentRead === true,
        ...expressionMembers({ ProjectionExpression: optionalExpression(given, 'projection') }),
      },
    ]);
    const answer = await dynamoDb.call('BatchGetItem', { RequestItems: Object.fromEntries(requested) }, call);
    const responses = isJsonObject(answer.Responses) ? answer.Responses : {};
    const unprocessed = isJsonObject(answer.UnprocessedKeys) ? answer.UnprocessedKeys : {};
    return {
      result: {
        data: byTable(tables, ({ table, keys }) => inOrder(keys.map(fromItem), itemsOf(responses[table]))),
        unprocessedKeys: byTable(tables, ({ table }) => {
          const left = unprocessed[table];
          return isJsonObject(left) ? itemsOf(left.Keys) : [];
        }),
      },
    };
  } catch (error) {
    return failedBatch(error, tables, 'unprocessedKeys');
  }
};

function readTables(request: JsonObject): readonly (BatchTable & { readonly given: JsonObject })[] {
  return Object.entries(requiredObject(request, 'tables')).map(([table, given]) => {
    if (!isJsonObject(given)) throw mappingError(`Expected an Object for field '$[tables][${table}]'.`);
    const keys = requiredList(given, 'keys').map((key, index) => batchEntry(key, `tables.${table}.keys[${index}]`));
    return { table, given, keys };
  });
}

/** Returns the items in the order of their keys, null for a key without an item. DynamoDB answers in no order. */
function inOrder(keys: readonly JsonObject[], items: readonly JsonObject[]): readonly (JsonObject | null)[] {
  return keys.map(
    (key) =>
      items.find((item) => Object.entries(key).every(([name, value]) => isDeepStrictEqual(item[name], value))) ?? null,
  );
}
