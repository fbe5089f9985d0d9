import type { DynamoDbOperation } from './DynamoDbTable.ts';
import { expressionMembers, optionalExpression, requiredExpression } from './expressions.ts';
import { readPage } from './readPage.ts';

export const query: DynamoDbOperation = async (request, table, call) =>
  readPage('Query', request, table, call, {
    ScanIndexForward: request.scanIndexForward !== false,
    ...expressionMembers({
      KeyConditionExpression: requiredExpression(request, 'query'),
      FilterExpression: optionalExpression(request, 'filter'),
      ProjectionExpression: optionalExpression(request, 'projection'),
    }),
  });
