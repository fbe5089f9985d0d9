import { type Context, type DynamoDBQueryRequest, util } from '@aws-appsync/utils';
import { stepUpGroupKey, stepUpSettingKey } from '../functions/rules/keys.ts';
import type { StepUpGroupRow, StepUpSettingRow } from '../functions/rules/stepUp/StepUpRows.ts';
import type { QueryStepUpSettingsArgs, StepUpSettingConnection } from '../schema/generated/types.ts';
import { callerOf } from './shared/callerOf.ts';
import { connectionOf, listName, readSortKey, refusePageSize } from './shared/connection.ts';
import { refuseUnavailable } from './shared/refuseUnavailable.ts';
import { stepUpSettingOf } from './shared/stepUpSettingOf.ts';

/** Rows that a page looks at. It leaves out those of a group's operations. */
const FILTERED_ROWS = 500;
const list = listName('stepUpSettings');

/** Reads groups, then operations without one, each in order of their names. */
export function request(ctx: Context<QueryStepUpSettingsArgs>): DynamoDBQueryRequest {
  callerOf(ctx.identity);
  refusePageSize(ctx.args.first ?? 20, 100);
  const { pk, sk } = stepUpSettingKey('');
  const sortKey = readSortKey(list, ctx.args.after, [stepUpGroupKey('').sk, sk]);
  return {
    operation: 'Query',
    query: {
      expression: sortKey ? 'pk = :pk AND sk > :after' : 'pk = :pk',
      expressionValues: util.dynamodb.toMapValues({ ':pk': pk, ...(sortKey ? { ':after': sortKey } : {}) }),
    },
    consistentRead: true,
    limit: FILTERED_ROWS,
  };
}

export function response(ctx: Context<QueryStepUpSettingsArgs>): StepUpSettingConnection {
  refuseUnavailable(ctx);
  const rows = ctx.result.items as ((StepUpSettingRow | StepUpGroupRow) & { sk: string })[];
  const entries = rows.map((row) => ({ sortKey: row.sk, node: isOfGroup(row) ? null : stepUpSettingOf(row) }));
  return connectionOf({ list, entries, first: ctx.args.first ?? 20, nextToken: ctx.result.nextToken });
}

/** Returns whether it is the row of a group's operation. */
function isOfGroup(row: StepUpSettingRow | StepUpGroupRow): boolean {
  return !!row.group && !Object.hasOwn(row, 'operations');
}
