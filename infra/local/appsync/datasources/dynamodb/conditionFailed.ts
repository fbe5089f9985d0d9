import { AwsError, NotSupportedLocally } from '../../../platform/AwsError.ts';
import { isJsonObject, type JsonObject } from '../../../platform/Json.ts';
import type { DataSourceAnswer, DataSourceCall } from '../DataSource.ts';
import { answeredError } from './answeredError.ts';
import { fromOptionalItem } from './attributeValues.ts';
import type { DynamoDbTable } from './DynamoDbTable.ts';
import type { Expression } from './expressions.ts';

export interface ConditionalWrite {
  readonly table: DynamoDbTable;
  readonly call: DataSourceCall;
  readonly key: JsonObject;
  readonly condition: Expression | undefined;
}

/**
 * Answers a write whose condition failed, and rethrows any other error.
 * AppSync reads the item again, and calls the write done if it finds what was to be written.
 * https://docs.aws.amazon.com/appsync/latest/devguide/js-aws-appsync-resolver-reference-dynamodb-condition-expressions.html
 *
 * @param isDone whether the item as it is now is what the write was for
 */
export async function conditionFailed(
  error: unknown,
  { table, call, key, condition }: ConditionalWrite,
  isDone: (current: JsonObject | null) => boolean,
): Promise<DataSourceAnswer> {
  if (!(error instanceof AwsError) || error.code !== 'ConditionalCheckFailedException') throw error;
  const handler = condition?.options.conditionalCheckFailedHandler;
  if (isJsonObject(handler) && handler.strategy === 'Custom') {
    throw new NotSupportedLocally('conditionalCheckFailedHandler with strategy Custom');
  }
  const ConsistentRead = condition?.options.consistentRead !== false;
  const answer = await table.call('GetItem', { TableName: table.name, Key: key, ConsistentRead }, call);
  const current = fromOptionalItem(answer.Item);
  return isDone(current) ? { result: current } : { result: current, error: answeredError(error) };
}
