import { fromOptionalItem } from './attributeValues.ts';
import { conditionFailed } from './conditionFailed.ts';
import type { DynamoDbOperation } from './DynamoDbTable.ts';
import { expressionMembers, optionalExpression, requiredExpression } from './expressions.ts';
import { keyOf } from './keyOf.ts';

export const updateItem: DynamoDbOperation = async (request, table, call) => {
  const key = keyOf(request);
  const condition = optionalExpression(request, 'condition');
  try {
    const input = {
      TableName: table.name,
      Key: key,
      ReturnValues: 'ALL_NEW',
      ...expressionMembers({
        UpdateExpression: requiredExpression(request, 'update'),
        ConditionExpression: condition,
      }),
    };
    const answer = await table.call('UpdateItem', input, call);
    return { result: fromOptionalItem(answer.Attributes) };
  } catch (error) {
    return conditionFailed(error, { table, call, key, condition }, () => false);
  }
};
