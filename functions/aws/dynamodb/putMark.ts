import { randomUUID } from 'node:crypto';
import { type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { markKey } from '../../rules/keys.ts';
import type { MarkRow } from '../../rules/reporting/MarkRow.ts';

/** Nobody waits longer for a mark. */
const KEPT_SECONDS = 3_600;

/** Puts a mark into the Deliveries table, behind all that is written of the message. Returns its id. */
export async function putMark(client: DynamoDBDocumentClient, TableName: string, messageId: string): Promise<string> {
  const id = randomUUID();
  const row: MarkRow = { ttl: Math.floor(Date.now() / 1000) + KEPT_SECONDS };
  await client.send(new PutCommand({ TableName, Item: { ...markKey(messageId, id), ...row } }));
  return id;
}
