import { type Context, type DynamoDBQueryRequest, util } from '@aws-appsync/utils';
import type { AuditLogRow } from '../functions/rules/audit/AuditLogRow.ts';
import { auditLogKey } from '../functions/rules/keys.ts';
import { parseDateTime, validateDateTime } from '../functions/rules/parseDateTime.ts';
import { invalidInput } from '../functions/rules/Refusal.ts';
import type { AuditLogConnection, QueryAuditLogArgs } from '../schema/generated/types.ts';
import { auditLogEntryOf } from './shared/auditLogEntryOf.ts';
import { callerOf } from './shared/callerOf.ts';
import { connectionOf, listName, readSortKey, refusePageSize } from './shared/connection.ts';
import { refuse } from './shared/refuse.ts';
import { refuseUnavailable } from './shared/refuseUnavailable.ts';

/** Rows that a page looks at if some are left out. */
const FILTERED_ROWS = 200;
/** Above every time of four digits. */
const END = '~';

/** Reads the acts of the target, else of the actor, else all. Newest first. */
export function request(ctx: Context<QueryAuditLogArgs>): DynamoDBQueryRequest {
  callerOf(ctx.identity);
  const { actor, after, operation, target } = ctx.args;
  const first = ctx.args.first ?? 20;
  refusePageSize(first, 100);
  const texts = { actor, operation, target };
  Object.entries(texts).forEach(([name, value]) => {
    if (value !== null && value !== undefined) refuseText(name, value);
  });
  const from = timeOf('since', ctx.args.since) ?? '0';
  const to = readSortKey(listOf(ctx.args), after, ['']) ?? timeOf('until', ctx.args.until) ?? END;
  const { pk } = auditLogKey('', '');
  const index = target ? 'byTarget' : actor ? 'byActor' : null;
  const key = target ? 'target = :key' : actor ? 'actor = :key' : 'pk = :key';
  return {
    operation: 'Query',
    ...(index ? { index } : {}),
    query: {
      // DynamoDB's BETWEEN includes both ends: `response` leaves the upper one out.
      expression: `${key} AND sk BETWEEN :from AND :to`,
      expressionValues: util.dynamodb.toMapValues({ ':key': target ?? actor ?? pk, ':from': from, ':to': to }),
    },
    limit: operation || (target && actor) ? FILTERED_ROWS : first + 2,
    scanIndexForward: false,
  };
}

export function response(ctx: Context<QueryAuditLogArgs>): AuditLogConnection {
  refuseUnavailable(ctx);
  const { actor, after, operation } = ctx.args;
  const list = listOf(ctx.args);
  const end = readSortKey(list, after, ['']);
  const rows = (ctx.result.items as (AuditLogRow & { sk: string })[]).filter(({ sk }) => sk !== end);
  const entries = rows.map((row) => {
    const isMeant = (!actor || row.actor === actor) && (!operation || row.operation === operation);
    return { sortKey: row.sk, node: isMeant ? auditLogEntryOf(row) : null };
  });
  return connectionOf({ list, entries, first: ctx.args.first ?? 20, nextToken: ctx.result.nextToken });
}

/** Returns the time as sort keys begin with it, null where none is given. */
function timeOf(field: string, time: string | null | undefined): string | null {
  if (time === null || time === undefined) return null;
  refuse(validateDateTime(field, time));
  return util.time.epochMilliSecondsToISO8601(parseDateTime(time) ?? 0);
}

/** A key of DynamoDB has at most 2,048 bytes. */
function refuseText(field: string, text: string): void {
  if (!util.matches('^[!-~]{1,2048}$', text)) {
    refuse(
      invalidInput(field, `${text.length} characters, or others than allowed`, '1–2,048 of ASCII, without spaces'),
    );
  }
}

function listOf({ actor, operation, since, target, until }: QueryAuditLogArgs): string {
  const times = [timeOf('since', since), timeOf('until', until)];
  return listName('auditLog', times, actor ?? null, operation ?? null, target ?? null);
}
