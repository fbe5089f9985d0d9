import { randomUUID } from 'node:crypto';
import { ApplicationError } from '../rules/ApplicationError.ts';
import type { Clock } from '../rules/Clock.ts';
import { validateOpen } from '../rules/stepUp/openChallenge.ts';
import type { StepUpAuditRow } from '../rules/stepUp/StepUpAuditRow.ts';
import type { StepUpGrantRow } from '../rules/stepUp/StepUpRows.ts';
import { stepUpLimits } from '../rules/stepUp/stepUpLimits.ts';
import type { HourlyCounts } from './HourlyCounts.ts';
import type { StepUpAudit } from './StepUpAudit.ts';

export interface Ports {
  readonly clock: Clock;
  readonly audit: StepUpAudit;
  readonly hourly: Pick<HourlyCounts, 'claim'>;
}

/** An attempt, as far as it is known. `row`: once the challenge is found. */
export interface Attempt {
  readonly userId: string;
  readonly challengeId: string;
  row: StepUpGrantRow | null;
}

/**
 * Does the work and records its outcome. An attempt that cannot be recorded fails.
 * Of attempts that could not have succeeded, an hour has `auditedRefusalsPerHour` rows a user, counted first.
 */
export async function audited(
  ports: Ports,
  attempt: Attempt,
  work: () => Promise<StepUpGrantRow>,
): Promise<StepUpGrantRow> {
  try {
    const row = await work();
    attempt.row = row;
    // A proof is recorded together with the grant.
    if (row.status !== 'STEP_UP_COMPLETED') await ports.audit.record(auditRow(ports.clock, attempt, row.status));
    return row;
  } catch (error) {
    const outcome = error instanceof ApplicationError ? error.errorType : 'Unavailable';
    const now = Math.floor(ports.clock.now() / 1000);
    const couldSucceed = isOpen(attempt, now) && outcome !== 'LimitExceeded';
    if (couldSucceed || (await claimRefusal(ports, attempt, now))) {
      await ports.audit.record(auditRow(ports.clock, attempt, outcome));
    }
    throw error;
  }
}

/** As the challenge was found. */
function isOpen({ row, userId }: Attempt, now: number): boolean {
  return row !== null && row.userId === userId && validateOpen(row, now) === null;
}

function claimRefusal({ hourly }: Ports, { userId }: Attempt, now: number): Promise<boolean> {
  return hourly.claim(userId, 'refusals', stepUpLimits.auditedRefusalsPerHour, now);
}

export function auditRow(clock: Clock, { userId, challengeId, row }: Attempt, outcome: string): StepUpAuditRow {
  const now = clock.now();
  return {
    id: randomUUID(),
    at: new Date(now).toISOString(),
    userId,
    // The id is the caller's input, of any length.
    challengeId: challengeId.slice(0, 64),
    outcome,
    ...(row === null ? {} : { operation: row.operation }),
    ...(row?.method === undefined ? {} : { method: row.method }),
    ttl: Math.floor(now / 1000) + stepUpLimits.auditSeconds,
  };
}
