import type { StepUpGroupRow, StepUpSettingRow } from '../../functions/rules/stepUp/StepUpRows.ts';
import type { StepUpSetting } from '../../schema/generated/types.ts';

/** Returns a setting as the API shows it. */
export function stepUpSettingOf(row: StepUpSettingRow | StepUpGroupRow): StepUpSetting {
  const { operation } = row as Partial<StepUpSettingRow>;
  const { operations } = row as Partial<StepUpGroupRow>;
  return {
    operation: operation ?? null,
    group: row.group ?? null,
    operations: operations ?? [`${operation}`],
    requirement: row.requirement,
    scope: row.scope,
    methods: row.methods,
    acrLevel: row.acrLevel ?? null,
    maxAge: row.maxAge,
    maxAttempts: row.maxAttempts,
    updatedAt: row.updatedAt,
    updatedBy: row.updatedBy,
  };
}
