import { type Context, type DynamoDBTransactWriteItemsRequest, util } from '@aws-appsync/utils';
import { stepUpGroupKey, stepUpSettingKey } from '../../functions/rules/keys.ts';
import { problem } from '../../functions/rules/Problem.ts';
import type { StepUpGroupRow, StepUpSettingRow } from '../../functions/rules/stepUp/StepUpRows.ts';
import { mappedKey } from './mappedKey.ts';
import { refuseProblem } from './refuseProblem.ts';
import { groupAsRead } from './settingTarget.ts';

type TransactItem = DynamoDBTransactWriteItemsRequest['transactItems'][number];

/** A transaction takes 100 parts, of which the group's own row takes one and a proof two. */
const MOST_CHANGED = 97;

/**
 * The part of a transaction that writes a group: its own row, and its rule on the row of each operation that is in it from now on; the row of one
 * that was in it goes. It holds only while the group is as `guard` read it, so that no row is left behind by two changes at once. An operation that
 * had a setting of its own has the group's from now on; one in another group stays there, and the change is refused.
 */
export function putGroup(ctx: Context, row: StepUpGroupRow): TransactItem[] {
  const before = groupAsRead(ctx, row.group);
  const leaving = (before?.operations ?? []).filter((operation) => row.operations.indexOf(operation) < 0);
  if (row.operations.length + leaving.length > MOST_CHANGED) {
    const given = `${row.operations.length} operations in place of ${leaving.length} that leave`;
    refuseProblem(problem('input.operations', given, `${MOST_CHANGED} together: take it in two steps`));
  }
  const table = `${ctx.env.STEP_UP_SETTINGS_TABLE}`;
  const { operations, revision: _, ...rule } = row;
  const own: TransactItem = {
    table,
    operation: 'PutItem',
    key: mappedKey(stepUpGroupKey(row.group)),
    attributeValues: util.dynamodb.toMapValues({ ...row }),
    condition: asRead(before),
  };
  const members = operations.map((operation): TransactItem => {
    const member: StepUpSettingRow = { ...rule, operation };
    return {
      table,
      operation: 'PutItem',
      key: mappedKey(stepUpSettingKey(operation)),
      attributeValues: util.dynamodb.toMapValues({ ...member }),
      condition: {
        expression: 'attribute_not_exists(#group) OR #group = :group',
        expressionNames: { '#group': 'group' },
        expressionValues: util.dynamodb.toMapValues({ ':group': row.group }),
        returnValuesOnConditionCheckFailure: true,
      },
    };
  });
  return [own, ...members, ...deleteMembers(table, row.group, leaving)];
}

/** The part of a transaction that takes operations out of a group. */
export function deleteMembers(table: string, group: string, operations: readonly string[]): TransactItem[] {
  return operations.map((operation) => ({
    table,
    operation: 'DeleteItem',
    key: mappedKey(stepUpSettingKey(operation)),
    condition: {
      expression: '#group = :group',
      expressionNames: { '#group': 'group' },
      expressionValues: util.dynamodb.toMapValues({ ':group': group }),
      returnValuesOnConditionCheckFailure: false,
    },
  }));
}

/** That the group is as it was read. */
export function asRead(before: StepUpGroupRow | null): NonNullable<TransactItem['condition']> {
  if (before === null) return { expression: 'attribute_not_exists(pk)', returnValuesOnConditionCheckFailure: false };
  return {
    expression: 'revision = :revision',
    expressionValues: util.dynamodb.toMapValues({ ':revision': before.revision }),
    returnValuesOnConditionCheckFailure: false,
  };
}
