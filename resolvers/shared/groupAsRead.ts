import type { Context } from '@aws-appsync/utils';
import { stepUpGroupKey, stepUpSettingKey } from '../../functions/rules/keys.ts';
import type { StepUpGroupRow, StepUpSettingRow } from '../../functions/rules/stepUp/StepUpRows.ts';
import { rowsAlsoRead } from './alsoRead.ts';
import { envOf } from './envOf.ts';

/** Returns the group as `guard` read it, null where there was none. */
export function groupAsRead(ctx: Context, group: string): StepUpGroupRow | null {
  return rowAsRead<StepUpGroupRow>(ctx, stepUpGroupKey(group).sk);
}

/** Returns an operation's setting as `guard` read it along, null where there was none. */
export function settingAsRead(ctx: Context, operation: string): StepUpSettingRow | null {
  return rowAsRead<StepUpSettingRow>(ctx, stepUpSettingKey(operation).sk);
}

function rowAsRead<Row>(ctx: Context, sortKey: string): Row | null {
  const rows = rowsAlsoRead<Row & { sk: string }>(ctx, envOf(ctx).STEP_UP_SETTINGS_TABLE);
  return rows.find(({ sk }) => sk === sortKey) ?? null;
}
