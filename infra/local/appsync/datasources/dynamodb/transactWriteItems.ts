import { isJsonObject, type JsonObject } from '../../../platform/Json.ts';
import { mappingError, requiredText } from '../requestFields.ts';
import { fromItem, toAttributeValues } from './attributeValues.ts';
import type { DynamoDbOperation } from './DynamoDbTable.ts';
import { expressionMembers, optionalExpression, requiredExpression } from './expressions.ts';
import { keyOf } from './keyOf.ts';
import { cancelled, transactItems } from './transactItems.ts';

export const transactWriteItems: DynamoDbOperation = async (request, table, call) => {
  const items = transactItems(request);
  const writes = items.map(transactWriteItem);
  try {
    await table.call('TransactWriteItems', { TransactItems: writes }, call);
    return { result: { keys: items.map((item) => fromItem(keyOf(item))), cancellationReasons: null } };
  } catch (error) {
    return cancelled(error, 'keys');
  }
};

function transactWriteItem(item: JsonObject): JsonObject {
  const operation = requiredText(item, 'operation');
  const condition = optionalExpression(item, 'condition');
  const returned = condition?.options.returnValuesOnConditionCheckFailure === false ? 'NONE' : 'ALL_OLD';
  const shared = {
    TableName: requiredText(item, 'table'),
    ...(condition === undefined ? {} : { ReturnValuesOnConditionCheckFailure: returned }),
  };
  const conditionMembers = expressionMembers({ ConditionExpression: condition });
  switch (operation) {
    case 'PutItem': {
      const attributes = item.attributeValues;
      const values = isJsonObject(attributes) ? toAttributeValues(attributes, 'attributeValues') : {};
      return { Put: { ...shared, Item: { ...values, ...keyOf(item) }, ...conditionMembers } };
    }
    case 'UpdateItem': {
      const update = { UpdateExpression: requiredExpression(item, 'update'), ConditionExpression: condition };
      return { Update: { ...shared, Key: keyOf(item), ...expressionMembers(update) } };
    }
    case 'DeleteItem':
      return { Delete: { ...shared, Key: keyOf(item), ...conditionMembers } };
    case 'ConditionCheck':
      requiredExpression(item, 'condition');
      return { ConditionCheck: { ...shared, Key: keyOf(item), ...conditionMembers } };
    default:
      throw mappingError(`Unsupported operation '${operation}' in '$[transactItems]'.`);
  }
}
