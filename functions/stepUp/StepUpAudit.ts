import type { StepUpAuditRow } from '../rules/stepUp/StepUpAuditRow.ts';

export interface StepUpAudit {
  /** Durable once it resolves. */
  record(row: StepUpAuditRow): Promise<void>;
}
