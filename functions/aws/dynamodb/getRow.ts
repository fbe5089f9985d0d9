import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import type { Key } from '../../rules/keys.ts';

/** Reads a row, or null if there is none. Consistent. */
export async function getRow<Row>(client: DynamoDBDocumentClient, table: string, key: Key): Promise<Row | null> {
  const { Item } = await client.send(new GetCommand({ TableName: table, Key: key, ConsistentRead: true }));
  return (Item as Row | undefined) ?? null;
}
