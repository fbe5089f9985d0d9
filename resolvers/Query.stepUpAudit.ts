import { type Context, type DynamoDBQueryRequest, util } from '@aws-appsync/utils';
import { stepUpAuditKey } from '../functions/rules/keys.ts';
import { invalidInput } from '../functions/rules/Refusal.ts';
import type { StepUpAuditRow } from '../functions/rules/stepUp/StepUpAuditRow.ts';
import type { QueryStepUpAuditArgs, StepUpAuditConnection } from '../schema/generated/types.ts';
import { callerOf } from './shared/callerOf.ts';
import { connectionOf, listName, readSortKey, refusePageSize } from './shared/connection.ts';
import { refuse } from './shared/refuse.ts';
import { refuseUnavailable } from './shared/refuseUnavailable.ts';

/** Reads a day's entries, or a user's over all days. Newest first. */
export function request(ctx: Context<QueryStepUpAuditArgs>): DynamoDBQueryRequest {
  callerOf(ctx.identity);
  const { after, userId } = ctx.args;
  const first = ctx.args.first ?? 20;
  refusePageSize(first, 100);
  if (userId !== null && userId !== undefined && !util.matches('^[!-~]{1,128}$', userId)) {
    refuse(invalidInput('userId', `${userId.length} characters, or others than allowed`, '1–128 of ASCII'));
  }
  const day = dayOf(ctx.args);
  const sortKey = readSortKey(listOf(ctx.args), after, ['']);
  const { pk } = stepUpAuditKey(day ?? util.time.nowISO8601(), '');
  const partition = userId ? 'userId = :partition' : 'pk = :partition';
  return {
    operation: 'Query',
    ...(userId ? { index: 'byUser' } : {}),
    query: {
      expression: sortKey ? `${partition} AND sk < :after` : partition,
      expressionValues: util.dynamodb.toMapValues({
        ':partition': userId ?? pk,
        ...(sortKey ? { ':after': sortKey } : {}),
      }),
    },
    limit: first + 1,
    scanIndexForward: false,
  };
}

export function response(ctx: Context<QueryStepUpAuditArgs>): StepUpAuditConnection {
  refuseUnavailable(ctx);
  const rows = ctx.result.items as (StepUpAuditRow & { sk: string })[];
  const entries = rows.map((row) => ({
    sortKey: row.sk,
    node: {
      id: row.id,
      at: row.at,
      userId: row.userId,
      challengeId: row.challengeId,
      operation: row.operation ?? null,
      method: row.method ?? null,
      outcome: row.outcome,
    },
  }));
  return connectionOf({
    list: listOf(ctx.args),
    entries,
    first: ctx.args.first ?? 20,
    nextToken: ctx.result.nextToken,
  });
}

/** Returns the day of UTC; null where none is given. An AWSDate may have an offset, and more digits. */
function dayOf({ day }: QueryStepUpAuditArgs): string | null {
  if (day === null || day === undefined) return null;
  if (!util.matches('^[0-9]{4}-[0-9]{2}-[0-9]{2}Z?$', day)) {
    refuse(invalidInput('day', 'of another form', 'a day of UTC, such as 2026-11-30'));
  }
  return day.slice(0, 10);
}

/** A user's entries are those of all days. */
function listOf(args: QueryStepUpAuditArgs): string {
  return args.userId ? listName('stepUpAudit', 'user', args.userId) : listName('stepUpAudit', dayOf(args));
}
