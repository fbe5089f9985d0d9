import { isJsonObject, type JsonValue } from '../../../platform/Json.ts';
import { requiredText } from '../requestFields.ts';
import { fromOptionalItem } from './attributeValues.ts';
import type { DynamoDbOperation } from './DynamoDbTable.ts';
import { expressionMembers, optionalExpression } from './expressions.ts';
import { keyOf } from './keyOf.ts';
import { cancelled, transactItems } from './transactItems.ts';

export const transactGetItems: DynamoDbOperation = async (request, table, call) => {
  const gets = transactItems(request).map((item) => ({
    Get: {
      TableName: requiredText(item, 'table'),
      Key: keyOf(item),
      ...expressionMembers({ ProjectionExpression: optionalExpression(item, 'projection') }),
    },
  }));
  try {
    const answer = await table.call('TransactGetItems', { TransactItems: gets }, call);
    const responses = Array.isArray(answer.Responses) ? answer.Responses : [];
    const items = responses.map((entry: JsonValue) => (isJsonObject(entry) ? fromOptionalItem(entry.Item) : null));
    return { result: { items, cancellationReasons: null } };
  } catch (error) {
    return cancelled(error, 'items');
  }
};
