import { ApplicationError } from '../ApplicationError.ts';
import type { StepUpGrantRow } from './StepUpRows.ts';

/** What stands in the way of initiating or answering a challenge; `null` where nothing does. `now` is epoch seconds. */
export function challengeRefusal(row: StepUpGrantRow | null, userId: string, now: number): ApplicationError | null {
  if (row === null || row.userId !== userId) {
    return new ApplicationError('NotFound', 'There is no such challenge.', { field: 'input.challengeId' });
  }
  // Whatever its status: the lock may be that of its group.
  if ((row.lockedUntil ?? 0) > now) return challengeLocked(row.lockedUntil ?? now);
  if (row.status === 'STEP_UP_COMPLETED' || row.status === 'STEP_UP_CONSUMED') {
    return new ApplicationError('CodeReplayed', 'This challenge was answered already; repeat the call it is for.', {
      challengeId: row.challengeId,
    });
  }
  if (row.expiresAt <= now || row.status === 'STEP_UP_LOCKED') {
    return new ApplicationError('ChallengeExpired', 'The challenge is void; repeat the call for a new one.', {
      challengeId: row.challengeId,
    });
  }
  return null;
}

/** `until` is epoch seconds. */
export function challengeLocked(until: number): ApplicationError {
  return new ApplicationError('ChallengeLocked', 'Too many wrong answers: the challenge is locked.', {
    lockedUntil: new Date(until * 1000).toISOString(),
  });
}
