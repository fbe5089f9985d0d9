import { type DynamoDBQueryRequest, util } from '@aws-appsync/utils';
import { readSortKey, refusePageSize } from './connection.ts';

export interface PageQuery {
  readonly list: string;
  readonly pk: string;
  /** Sort keys of the rows begin with it. */
  readonly prefix: string;
  readonly first: number;
  readonly after: string | null | undefined;
}

/**
 * Returns the consistent read of a page, ascending, and one row more: `connectionOf` then knows whether another page
 * follows.
 */
export function queryPage({ list, pk, prefix, first, after }: PageQuery): DynamoDBQueryRequest {
  refusePageSize(first, 100);
  const sortKey = readSortKey(list, after, [prefix]);
  // U+FFFF stands above every character a key may begin its rest with.
  const from = sortKey ?? prefix;
  return {
    operation: 'Query',
    query: {
      expression: 'pk = :pk AND sk BETWEEN :from AND :to',
      expressionValues: util.dynamodb.toMapValues({
        ':pk': pk,
        ':from': `${from}${sortKey ? '\u0001' : ''}`,
        ':to': `${prefix}\uffff`,
      }),
    },
    limit: first + 1,
    consistentRead: true,
  };
}
