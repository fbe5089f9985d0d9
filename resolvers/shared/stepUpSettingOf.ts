import type { StepUpSettingRow } from '../../functions/domain/stepUp/StepUpRows.ts';
import type { StepUpSetting } from '../../schema/generated/types.ts';

/** A setting as the API shows it. */
export function stepUpSettingOf(row: StepUpSettingRow): StepUpSetting {
  return {
    operation: row.operation,
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
