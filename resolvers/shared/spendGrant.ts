import { type Context, util } from '@aws-appsync/utils';
import { stepUpAuditKey } from '../../functions/rules/keys.ts';
import type { StepUpAuditRow } from '../../functions/rules/stepUp/StepUpAuditRow.ts';
import { stepUpLimits } from '../../functions/rules/stepUp/stepUpLimits.ts';
import { envOf } from './envOf.ts';
import { operationOf } from './operationOf.ts';
import { type Grant, stashed, stashOf } from './stash.ts';
import { stepUpSubject } from './stepUpSubject.ts';
import { type Part, put, refusedPart, update } from './transaction.ts';

/**
 * Returns the parts of a transaction that spend the grant which `guard` found; none where the call needs no grant.
 * Of two calls with one grant, one transaction goes through.
 */
export function spendGrant(ctx: Context): Part[] {
  const { grant } = stashOf(ctx);
  if (!grant) return [];
  const spend = update({
    name: 'grant',
    table: envOf(ctx).STEP_UP_SESSIONS_TABLE,
    key: grant,
    change: {
      expression: 'SET #status = :consumed',
      names: { '#status': 'status' },
      values: { ':consumed': 'STEP_UP_CONSUMED' },
    },
    condition: {
      expression: '#status = :completed AND challengeId = :challengeId AND arguments = :arguments AND expiresAt > :now',
      names: { '#status': 'status' },
      values: {
        ':completed': 'STEP_UP_COMPLETED',
        ':challengeId': grant.challengeId,
        ':arguments': stashed(ctx, 'arguments'),
        ':now': util.time.nowEpochSeconds(),
      },
    },
  });
  return [spend, recordUse(ctx, grant)];
}

/** The use of a grant is in the audit or did not happen. */
function recordUse(ctx: Context, grant: Grant): Part {
  const row: StepUpAuditRow = {
    id: util.autoId(),
    at: util.time.nowISO8601(),
    userId: stepUpSubject(ctx)?.userId ?? '',
    challengeId: grant.challengeId,
    outcome: 'STEP_UP_CONSUMED',
    operation: operationOf(ctx),
    ...(grant.method ? { method: grant.method } : {}),
    ttl: util.time.nowEpochSeconds() + stepUpLimits.auditSeconds,
  };
  return put({ name: 'audit', table: envOf(ctx).STEP_UP_AUDIT_TABLE, key: stepUpAuditKey(row.at, row.id), row });
}

/** For a transaction's response: ends the call with `StepUpGrantSpent` where another call has spent the grant. */
export function refuseSpentGrant(ctx: Context): void {
  if (refusedPart(ctx, 'grant') !== null) {
    util.error('The proof was used by another call; repeat the call to be challenged again.', 'StepUpGrantSpent');
  }
}
