import type { DynamoDbOperation } from './DynamoDbTable.ts';
import { expressionMembers, optionalExpression } from './expressions.ts';
import { given, readPage } from './readPage.ts';

export const scan: DynamoDbOperation = async (request, table, call) =>
  readPage('Scan', request, table, call, {
    ...given('TotalSegments', request.totalSegments),
    ...given('Segment', request.segment),
    ...expressionMembers({
      FilterExpression: optionalExpression(request, 'filter'),
      ProjectionExpression: optionalExpression(request, 'projection'),
    }),
  });
