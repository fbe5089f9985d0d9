import { fromOptionalItem } from './attributeValues.ts';
import type { DynamoDbOperation } from './DynamoDbTable.ts';
import { expressionMembers, optionalExpression } from './expressions.ts';
import { keyOf } from './keyOf.ts';

export const getItem: DynamoDbOperation = async (request, table, call) => {
  const input = {
    TableName: table.name,
    Key: keyOf(request),
    ConsistentRead: request.consistentRead === true,
    ...expressionMembers({ ProjectionExpression: optionalExpression(request, 'projection') }),
  };
  const answer = await table.call('GetItem', input, call);
  return { result: fromOptionalItem(answer.Item) };
};
