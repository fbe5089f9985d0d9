import { isDeepStrictEqual } from 'node:util';
import type { JsonObject, JsonValue } from '../../../platform/Json.ts';
import { requiredObject } from '../requestFields.ts';
import { fromItem, toAttributeValues } from './attributeValues.ts';
import { conditionFailed } from './conditionFailed.ts';
import type { DynamoDbOperation } from './DynamoDbTable.ts';
import { expressionMembers, optionalExpression } from './expressions.ts';
import { keyOf } from './keyOf.ts';

export const putItem: DynamoDbOperation = async (request, table, call) => {
  const key = keyOf(request);
  const condition = optionalExpression(request, 'condition');
  const item = { ...toAttributeValues(requiredObject(request, 'attributeValues'), 'attributeValues'), ...key };
  const input = { TableName: table.name, Item: item, ...expressionMembers({ ConditionExpression: condition }) };
  try {
    await table.call('PutItem', input, call);
    return { result: fromItem(item) };
  } catch (error) {
    return conditionFailed(error, { table, call, key, condition }, (current) => {
      const ignored = condition?.options.equalsIgnore;
      return current !== null && sameItem(fromItem(item), current, Array.isArray(ignored) ? ignored : []);
    });
  }
};

function sameItem(written: JsonObject, current: JsonObject, ignored: readonly JsonValue[]): boolean {
  const compared = (item: JsonObject) =>
    Object.fromEntries(Object.entries(item).filter(([name]) => !ignored.includes(name)));
  return isDeepStrictEqual(compared(written), compared(current));
}
