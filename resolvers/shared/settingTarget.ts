import type { Context } from '@aws-appsync/utils';
import { stepUpGroupKey, stepUpSettingKey } from '../../functions/rules/keys.ts';
import type { StepUpRule } from '../../functions/rules/stepUp/StepUpRows.ts';
import { operationsBeside } from '../../functions/rules/stepUp/settingChange.ts';
import {
  type SettingTarget,
  validateOperations,
  validateTarget,
} from '../../functions/rules/stepUp/validateSetting.ts';
import { alsoRead } from './alsoRead.ts';
import { envOf } from './envOf.ts';
import { refuse } from './refuse.ts';
import { isServiceOperation } from './serviceOperation.ts';
import { stashOf } from './stash.ts';

/** Refuses what no setting can be for. */
export function refuseTarget(ctx: Context, target: SettingTarget): void {
  refuse(validateTarget(target));
  if (!target.group) judgeLater(ctx, 'input.operation', [`${target.operation}`], guardsOwnReads(ctx));
}

/** Refuses what no setting could ever be for. One of a read that is not guarded any more can be removed. */
export function refuseRemovedTarget(ctx: Context, target: SettingTarget): void {
  refuse(validateTarget(target));
  if (!target.group) judgeLater(ctx, 'input.operation', [`${target.operation}`], true);
}

/** Refuses operations that no group can hold. */
export function refuseOperations(ctx: Context, operations: readonly string[]): void {
  refuse(validateOperations(operations));
  judgeLater(ctx, 'input.operations', operations, guardsOwnReads(ctx));
}

/**
 * Has `guard` judge the change by what holds after it. For that it also reads a group's row, whose operations and
 * revision the change needs too, and the settings that the change replaces. `rule`: null where the setting is deleted.
 */
export function announceChange(
  ctx: Context,
  group: string | null | undefined,
  operations: readonly string[],
  rule: StepUpRule | null,
): void {
  stashOf(ctx).change = group ? { group, operations, rule } : { operations, rule };
  const read = operations.concat(operationsBeside(operations));
  const keys = read.map((operation) => stepUpSettingKey(operation));
  const table = envOf(ctx).STEP_UP_SETTINGS_TABLE;
  alsoRead(ctx, { [table]: group ? [stepUpGroupKey(group)].concat(keys) : keys });
}

/** Has the step `judgeOperations` refuse those that no setting can name. It has the list of all fields. */
function judgeLater(ctx: Context, field: string, operations: readonly string[], ownReads: boolean): void {
  stashOf(ctx).named = {
    field,
    operations: operations.filter((operation) => !isServiceOperation(operation)),
    ownReads,
  };
}

function guardsOwnReads(ctx: Context): boolean {
  return envOf(ctx).STEP_UP_OWN_READS === 'on';
}
