import { fromOptionalItem } from './attributeValues.ts';
import { conditionFailed } from './conditionFailed.ts';
import type { DynamoDbOperation } from './DynamoDbTable.ts';
import { expressionMembers, optionalExpression } from './expressions.ts';
import { keyOf } from './keyOf.ts';

export const deleteItem: DynamoDbOperation = async (request, table, call) => {
  const key = keyOf(request);
  const condition = optionalExpression(request, 'condition');
  const input = {
    TableName: table.name,
    Key: key,
    ReturnValues: 'ALL_OLD',
    ...expressionMembers({ ConditionExpression: condition }),
  };
  try {
    const answer = await table.call('DeleteItem', input, call);
    return { result: fromOptionalItem(answer.Attributes) };
  } catch (error) {
    return conditionFailed(error, { table, call, key, condition }, (current) => current === null);
  }
};
