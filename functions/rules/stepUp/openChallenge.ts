import { notFound, type Refusal } from '../Refusal.ts';
import { refuse } from '../refuse.ts';
import type { StepUpGrantRow } from './StepUpRows.ts';

/**
 * Returns the challenge that was found, if this user may initiate or answer it. `now` is epoch seconds.
 * Throws ApplicationError `NotFound`, `ChallengeLocked`, `CodeReplayed`, `ChallengeExpired`.
 */
export function openChallenge(row: StepUpGrantRow | null, userId: string, now: number): StepUpGrantRow {
  if (row === null || row.userId !== userId) refuse(notFound('challenge', 'input.challengeId'));
  refuse(validateOpen(row, now));
  return row;
}

/** Returns why a challenge takes no answer any more, or null. `now` is epoch seconds. */
export function validateOpen(
  { challengeId, expiresAt, lockedUntil = 0, status }: StepUpGrantRow,
  now: number,
): Refusal | null {
  // For any status: the lock may be its group's.
  if (lockedUntil > now) return challengeLocked(lockedUntil);
  if (status === 'STEP_UP_COMPLETED' || status === 'STEP_UP_CONSUMED') {
    const message = 'This challenge was answered already; repeat the call it is for.';
    return { errorType: 'CodeReplayed', message, errorInfo: { challengeId } };
  }
  if (expiresAt <= now || status === 'STEP_UP_LOCKED') {
    const message = 'The challenge is void; repeat the call for a new one.';
    return { errorType: 'ChallengeExpired', message, errorInfo: { challengeId } };
  }
  return null;
}

/** Returns the refusal of answers to a locked challenge. `until` is epoch seconds. */
export function challengeLocked(until: number): Refusal {
  return {
    errorType: 'ChallengeLocked',
    message: 'Too many wrong answers: the challenge is locked.',
    errorInfo: { lockedUntil: new Date(until * 1000).toISOString() },
  };
}
