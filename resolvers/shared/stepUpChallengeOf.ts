import { util } from '@aws-appsync/utils';
import type { StepUpGrantRow, StepUpSessionRow } from '../../functions/rules/stepUp/StepUpRows.ts';
import { sharedInGroup } from '../../functions/rules/stepUp/sharedInGroup.ts';
import type { StepUpChallenge } from '../../schema/generated/types.ts';

/** Of rows that `queryChallenges` asked for, the challenge with this id, with what holds for its whole group. */
export function challengeAmong(rows: readonly unknown[], id: string): StepUpGrantRow | null {
  const found = (rows as StepUpGrantRow[]).find((row) => row.challengeId === id);
  const session = (rows as (StepUpSessionRow & { sk: string })[]).find((row) => row.sk === 'SESSION');
  return found ? sharedInGroup(found, session ?? null) : null;
}

/** A challenge as the API shows it: what it was opened for stays with the server. */
export function stepUpChallengeOf(row: StepUpGrantRow): StepUpChallenge {
  const locked = (row.lockedUntil ?? 0) > util.time.nowEpochSeconds();
  return {
    id: row.challengeId,
    operation: row.operation,
    status: locked ? 'STEP_UP_LOCKED' : row.status,
    method: row.method ?? null,
    destination: row.destination ?? null,
    matchNumber: row.matchNumber ?? null,
    codeLength: row.codeLength ?? null,
    attemptsRemaining: Math.max(0, row.maxAttempts - row.attempts),
    expiresAt: util.time.epochMilliSecondsToISO8601(row.expiresAt * 1000),
    lockedUntil: row.lockedUntil ? util.time.epochMilliSecondsToISO8601(row.lockedUntil * 1000) : null,
  };
}
