import type { Context, DynamoDBStreamEvent } from 'aws-lambda';
import { rowOf } from '../aws/dynamodb/rowOf.ts';
import { beginInvocation, writeEntry } from '../aws/logging/log.ts';
import type { AuditLogRow } from '../rules/audit/AuditLogRow.ts';

/**
 * Behind the AuditLog table's stream, filtered to new rows. Writes each act into the function's log group. An act may
 * come twice: its `id` tells.
 */
export function handler({ Records }: DynamoDBStreamEvent, context: Context): Promise<void> {
  beginInvocation(context);
  for (const { dynamodb } of Records) {
    if (dynamodb?.NewImage === undefined) continue;
    const { ttl: _, ...act } = rowOf<AuditLogRow>(dynamodb.NewImage);
    writeEntry('INFO', 'Act', { act });
  }
  return Promise.resolve();
}
