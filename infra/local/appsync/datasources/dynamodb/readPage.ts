import { isJsonObject, type JsonObject, type JsonValue } from '../../../platform/Json.ts';
import type { DataSourceAnswer, DataSourceCall } from '../DataSource.ts';
import { optionalText } from '../requestFields.ts';
import { itemsOf } from './attributeValues.ts';
import type { DynamoDbTable } from './DynamoDbTable.ts';

/** Reads one page by Query or Scan. `nextToken` is good for this field, operation, table and index alone. */
export async function readPage(
  operation: 'Query' | 'Scan',
  request: JsonObject,
  table: DynamoDbTable,
  call: DataSourceCall,
  input: JsonObject,
): Promise<DataSourceAnswer> {
  const index = optionalText(request, 'index');
  const token = optionalText(request, 'nextToken');
  const scope = [call.coordinate, operation, table.name, index ?? ''].join('|');
  const answer = await table.call(
    operation,
    {
      TableName: table.name,
      ...given('IndexName', index),
      ...given('Limit', request.limit),
      ...given('Select', request.select),
      ConsistentRead: request.consistentRead === true,
      ...(token === undefined ? {} : { ExclusiveStartKey: table.tokens.open(token, scope) }),
      ...input,
    },
    call,
  );
  const last = answer.LastEvaluatedKey;
  return {
    result: {
      items: itemsOf(answer.Items),
      nextToken: isJsonObject(last) ? table.tokens.issue(last, scope) : null,
      scannedCount: answer.ScannedCount ?? 0,
    },
  };
}

/** Returns the member `name`, or none where the request leaves it out. */
export function given(name: string, value: JsonValue | undefined): JsonObject {
  return value === undefined || value === null ? {} : { [name]: value };
}
