import type { Context } from '@aws-appsync/utils';
import { stepUpGroupKey } from '../../functions/rules/keys.ts';
import type { StepUpGroupRow } from '../../functions/rules/stepUp/StepUpRows.ts';
import {
  type SettingTarget,
  validateFields,
  validateOperations,
  validateTarget,
} from '../../functions/rules/stepUp/validateSetting.ts';
import { alsoRead, rowsAlsoRead } from './alsoRead.ts';
import { guardedOperations } from './guardedOperations.ts';
import { refuse } from './refuse.ts';
import { isServiceOperation } from './serviceOperation.ts';

/** Refuses what no setting can be for. Has `guard` read a group's row: the change needs its operations and revision. */
export function readTarget(ctx: Context, target: SettingTarget): void {
  refuse(validateTarget(target));
  if (!target.group) refuseUnknown('input.operation', [`${target.operation}`]);
  else alsoRead(ctx, { [`${ctx.env.STEP_UP_SETTINGS_TABLE}`]: [stepUpGroupKey(target.group)] });
}

/** Refuses what no group can hold. */
export function refuseOperations(operations: readonly string[]): void {
  refuse(validateOperations(operations));
  refuseUnknown('input.operations', operations);
}

function refuseUnknown(field: string, operations: readonly string[]): void {
  const own = operations.filter((operation) => !isServiceOperation(operation));
  refuse(validateFields(field, own, guardedOperations()));
}

/** Returns the group as `guard` read it, null where there was none. */
export function groupAsRead(ctx: Context, group: string): StepUpGroupRow | null {
  const rows = rowsAlsoRead<StepUpGroupRow & { sk: string }>(ctx, `${ctx.env.STEP_UP_SETTINGS_TABLE}`);
  return rows.find(({ sk }) => sk === stepUpGroupKey(group).sk) ?? null;
}
