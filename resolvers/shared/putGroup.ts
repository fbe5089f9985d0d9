import type { Context } from '@aws-appsync/utils';
import { type Condition, ifAbsent } from '../../functions/rules/Expression.ts';
import { stepUpGroupKey, stepUpSettingKey } from '../../functions/rules/keys.ts';
import { invalidInput } from '../../functions/rules/Refusal.ts';
import type { StepUpGroupRow, StepUpSettingRow } from '../../functions/rules/stepUp/StepUpRows.ts';
import { envOf } from './envOf.ts';
import { groupAsRead, settingAsRead } from './groupAsRead.ts';
import { refuse } from './refuse.ts';
import { type Part, put, remove } from './transaction.ts';

/** A transaction takes 100 parts, of which the group's own row takes one, the audit log one and a proof two. */
const MOST_CHANGED = 96;

/**
 * Returns the parts of a transaction that write a group's row and its rule on the row of each operation.
 * They replace an operation's own setting, and remove the rows of operations that leave.
 *
 * The transaction fails if the group changed since `guard` read it, or if an operation is in another group.
 */
export function putGroup(ctx: Context, row: StepUpGroupRow): Part[] {
  const before = groupAsRead(ctx, row.group);
  const leaving = (before?.operations ?? []).filter((operation) => row.operations.indexOf(operation) < 0);
  if (row.operations.length + leaving.length > MOST_CHANGED) {
    const given = `${row.operations.length} operations in place of ${leaving.length} that leave`;
    refuse(invalidInput('input.operations', given, `${MOST_CHANGED} together: take it in two steps`));
  }
  const table = envOf(ctx).STEP_UP_SETTINGS_TABLE;
  const { operations, revision: _, ...rule } = row;
  const members = operations.map((operation): Part => {
    const member: StepUpSettingRow = { ...rule, operation };
    return put({
      name: 'member',
      table,
      key: stepUpSettingKey(operation),
      row: member,
      condition: memberAsItWas(row.group, settingAsRead(ctx, operation)),
    });
  });
  const own = put({ name: 'group', table, key: stepUpGroupKey(row.group), row, condition: asRead(before) });
  return [own, ...members, ...removeMembers(ctx, row.group, leaving)];
}

/** Returns the condition that an operation without a group has the setting that was read, or none. */
export function settingAsItWas(before: StepUpSettingRow | null): Condition {
  const alone = 'attribute_not_exists(#group)';
  const names = { '#group': 'group' };
  // A row of a group is in the way: the transaction returns it.
  if (before === null || before.group) {
    return { expression: `${alone} AND attribute_not_exists(pk)`, names, returnsRow: true };
  }
  const values = { ':updatedAt': before.updatedAt };
  return { expression: `${alone} AND updatedAt = :updatedAt`, names, values, returnsRow: true };
}

/** The same for an operation that may be in this group already. */
function memberAsItWas(group: string, before: StepUpSettingRow | null): Condition {
  const { expression, values, ...condition } = settingAsItWas(before);
  return { ...condition, expression: `(${expression}) OR #group = :group`, values: { ...values, ':group': group } };
}

/** Returns the parts of a transaction that take operations out of a group. */
export function removeMembers(ctx: Context, group: string, operations: readonly string[]): Part[] {
  // A row may be gone already: an operator deleted it (docs/operations.md, "Locked out of the settings").
  const expression = 'attribute_not_exists(pk) OR #group = :group';
  const inGroup = { expression, names: { '#group': 'group' }, values: { ':group': group } };
  return operations.map((operation) =>
    remove({
      name: 'leaver',
      table: envOf(ctx).STEP_UP_SETTINGS_TABLE,
      key: stepUpSettingKey(operation),
      condition: inGroup,
    }),
  );
}

/** Returns the condition that the group is as it was read. */
export function asRead(before: StepUpGroupRow | null): Condition {
  if (before === null) return ifAbsent;
  return { expression: 'revision = :revision', values: { ':revision': before.revision } };
}
