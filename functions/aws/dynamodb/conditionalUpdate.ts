import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Key } from '../../rules/keys.ts';

export interface ConditionalUpdate {
  readonly change: string;
  readonly condition?: string;
  readonly names?: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, unknown>>;
  /** What the update returns: the row after it, or what it replaced. @default ALL_NEW */
  readonly returns?: 'ALL_NEW' | 'UPDATED_OLD';
}

/** Updates a row. Returns its attributes as `returns` says, or null if the condition does not hold. */
export async function conditionalUpdate<Row>(
  client: DynamoDBDocumentClient,
  TableName: string,
  key: Key,
  { change, condition, names, values, returns = 'ALL_NEW' }: ConditionalUpdate,
): Promise<Row | null> {
  try {
    const { Attributes } = await client.send(
      new UpdateCommand({
        TableName,
        Key: key,
        UpdateExpression: change,
        ...(condition === undefined ? {} : { ConditionExpression: condition }),
        ...(names === undefined ? {} : { ExpressionAttributeNames: names }),
        ExpressionAttributeValues: values,
        ReturnValues: returns,
      }),
    );
    return Attributes as Row;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return null;
    throw error;
  }
}
