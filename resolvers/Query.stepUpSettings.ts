import { type Context, type DynamoDBQueryRequest, util } from '@aws-appsync/utils';
import { stepUpGroupKey, stepUpSettingKey } from '../functions/rules/keys.ts';
import type { StepUpGroupRow, StepUpSettingRow } from '../functions/rules/stepUp/StepUpRows.ts';
import type { QueryStepUpSettingsArgs, StepUpSettingConnection } from '../schema/generated/types.ts';
import { callerOf } from './shared/callerOf.ts';
import { connectionOf, filteredConnectionOf, readCursor, readSortKey, refusePageSize } from './shared/connection.ts';
import { refuseUnavailable } from './shared/refuseUnavailable.ts';
import { stepUpSettingOf } from './shared/stepUpSettingOf.ts';

/** Rows that a page looks at. The filter leaves out the rows of a group's operations. */
const FILTERED_ROWS = 500;

/** Reads groups, then operations without one, each in order of their names. */
export function request(ctx: Context<QueryStepUpSettingsArgs>): DynamoDBQueryRequest {
  callerOf(ctx.identity);
  refusePageSize(ctx.args.first ?? 20, 100);
  const { nextToken, sortKey } = readCursor(ctx.args.after);
  const { pk, sk } = stepUpSettingKey('');
  const groups = stepUpGroupKey('').sk;
  if (sortKey) readSortKey(ctx.args.after, sortKey.startsWith(groups) ? groups : sk);
  return {
    operation: 'Query',
    query: {
      expression: sortKey ? 'pk = :pk AND sk > :after' : 'pk = :pk',
      expressionValues: util.dynamodb.toMapValues({ ':pk': pk, ...(sortKey ? { ':after': sortKey } : {}) }),
    },
    consistentRead: true,
    limit: FILTERED_ROWS,
    ...(nextToken ? { nextToken } : {}),
    filter: {
      expression: 'attribute_exists(#operations) OR attribute_not_exists(#group)',
      expressionNames: { '#operations': 'operations', '#group': 'group' },
    },
  };
}

export function response(ctx: Context<QueryStepUpSettingsArgs>): StepUpSettingConnection {
  refuseUnavailable(ctx);
  const first = ctx.args.first ?? 20;
  const rows = ctx.result.items as ((StepUpSettingRow | StepUpGroupRow) & { sk: string })[];
  const entries = rows.map((row) => ({ sortKey: row.sk, node: stepUpSettingOf(row) }));
  // With more than asked for, the page ends at the last one shown, and its cursor goes on from there.
  return entries.length > first
    ? connectionOf(entries, first)
    : filteredConnectionOf(entries, ctx.result.nextToken as string | null);
}
