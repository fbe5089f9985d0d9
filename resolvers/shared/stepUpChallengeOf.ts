import { util } from '@aws-appsync/utils';
import type { StepUpGrantRow, StepUpSessionRow } from '../../functions/rules/stepUp/StepUpRows.ts';
import { sharedInGroup } from '../../functions/rules/stepUp/sharedInGroup.ts';
import type { StepUpChallenge } from '../../schema/generated/types.ts';

/** Returns the challenge with this id among the rows of `queryChallenges`, with the answers and lock of its group. */
export function challengeAmong(rows: readonly unknown[], id: string): StepUpGrantRow | null {
  const found = (rows as StepUpGrantRow[]).find((row) => row.challengeId === id);
  const session = (rows as (StepUpSessionRow & { sk: string })[]).find((row) => row.sk === 'SESSION');
  return found ? sharedInGroup(found, session ?? null) : null;
}

/** Returns a challenge as the API shows it, without the arguments that it was opened for. */
export function stepUpChallengeOf(row: StepUpGrantRow): StepUpChallenge {
  const locked = (row.lockedUntil ?? 0) > util.time.nowEpochSeconds();
  return {
    id: row.challengeId,
    operation: row.operation,
    summary: row.summary,
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
