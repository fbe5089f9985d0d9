import { randomUUID } from 'node:crypto';
import { ApplicationError } from '../rules/ApplicationError.ts';
import type { Clock } from '../rules/Clock.ts';
import type { StepUpAuditRow } from '../rules/stepUp/StepUpAuditRow.ts';
import type { StepUpGrantRow } from '../rules/stepUp/StepUpRows.ts';
import { stepUpLimits } from '../rules/stepUp/stepUpLimits.ts';
import type { StepUpAudit } from './StepUpAudit.ts';

export interface Ports {
  readonly clock: Clock;
  readonly audit: StepUpAudit;
}

/** What is known of an attempt so far: `row` once the challenge was found. */
export interface Attempt {
  readonly userId: string;
  readonly challengeId: string;
  row: StepUpGrantRow | null;
}

/** Does the work and records how it came out. An attempt that cannot be recorded fails. */
export async function audited(
  ports: Ports,
  attempt: Attempt,
  work: () => Promise<StepUpGrantRow>,
): Promise<StepUpGrantRow> {
  try {
    const row = await work();
    attempt.row = row;
    // A proof is recorded with the grant, in one transaction.
    if (row.status !== 'STEP_UP_COMPLETED') await ports.audit.record(auditRow(ports.clock, attempt, row.status));
    return row;
  } catch (error) {
    const outcome = error instanceof ApplicationError ? error.errorType : 'Unavailable';
    await ports.audit.record(auditRow(ports.clock, attempt, outcome));
    throw error;
  }
}

export function auditRow(clock: Clock, { userId, challengeId, row }: Attempt, outcome: string): StepUpAuditRow {
  const now = clock.now();
  return {
    id: randomUUID(),
    at: new Date(now).toISOString(),
    userId,
    // What the caller gave may be of any length.
    challengeId: challengeId.slice(0, 64),
    outcome,
    ...(row === null ? {} : { operation: row.operation }),
    ...(row?.method === undefined ? {} : { method: row.method }),
    ttl: Math.floor(now / 1000) + stepUpLimits.auditSeconds,
  };
}
