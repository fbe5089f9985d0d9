import { type Context, type DynamoDBQueryRequest, util } from '@aws-appsync/utils';
import { stepUpAuditKey } from '../functions/rules/keys.ts';
import type { StepUpAuditRow } from '../functions/rules/stepUp/StepUpAuditRow.ts';
import type { QueryStepUpAuditArgs, StepUpAuditConnection } from '../schema/generated/types.ts';
import { callerOf } from './shared/callerOf.ts';
import { connectionOf, readSortKey, refusePageSize } from './shared/connection.ts';
import { refuseUnavailable } from './shared/refuseUnavailable.ts';

/** Reads a day's entries, or a user's over all days. Newest first. */
export function request(ctx: Context<QueryStepUpAuditArgs>): DynamoDBQueryRequest {
  callerOf(ctx.identity);
  const { after, day, userId } = ctx.args;
  const first = ctx.args.first ?? 20;
  refusePageSize(first, 100);
  const sortKey = readSortKey(after, '');
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
  return connectionOf(entries, ctx.args.first ?? 20);
}
