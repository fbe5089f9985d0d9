import type { Context } from '@aws-appsync/utils';
import type { StepUpGroupRow, StepUpRule } from '../../functions/rules/stepUp/StepUpRows.ts';
import type { Act } from './adminTransaction.ts';
import type { Audited } from './changesBetween.ts';
import { groupAsRead, settingAsRead } from './groupAsRead.ts';

/** Returns what happens to an operation's setting, which is removed if `after` is null. */
export function settingChange(ctx: Context, operation: string, after: StepUpRule | null): Act {
  const before = settingAsRead(ctx, operation);
  return { target: `stepUpSetting/${operation}`, before: before && ruleOf(before), after: after && ruleOf(after) };
}

/** Returns what happens to a group, which is removed if `after` is null, and to the settings that it replaces. */
export function groupChange(ctx: Context, group: string, after: StepUpGroupRow | null): Act {
  const replaced: Record<string, unknown> = {};
  (after?.operations ?? []).forEach((operation) => {
    const setting = settingAsRead(ctx, operation);
    if (setting && !setting.group) replaced[operation] = ruleOf(setting);
  });
  const row = groupAsRead(ctx, group);
  return {
    target: `stepUpGroup/${group}`,
    before: { ...(row && membersOf(row)), ...replaced },
    after: after && membersOf(after),
  };
}

function membersOf(row: StepUpGroupRow): Audited {
  return { operations: row.operations, ...ruleOf(row) };
}

function ruleOf({ requirement, scope, methods, acrLevel, maxAge, maxAttempts }: StepUpRule): Audited {
  return { requirement, scope, methods, acrLevel, maxAge, maxAttempts };
}
