import { util } from '@aws-appsync/utils';
import type { StepUpGrantRow } from '../../functions/domain/stepUp/StepUpRows.ts';
import type { StepUpChallenge } from '../../schema/generated/types.ts';

/** A challenge as the API shows it: what it was opened for stays with the server. */
export function stepUpChallengeOf(row: StepUpGrantRow): StepUpChallenge {
  return {
    id: row.challengeId,
    operation: row.operation,
    status: row.status,
    method: row.method ?? null,
    destination: row.destination ?? null,
    matchNumber: row.matchNumber ?? null,
    attemptsRemaining: Math.max(0, row.maxAttempts - row.attempts),
    expiresAt: util.time.epochMilliSecondsToISO8601(row.expiresAt * 1000),
    lockedUntil: row.lockedUntil ? util.time.epochMilliSecondsToISO8601(row.lockedUntil * 1000) : null,
  };
}
