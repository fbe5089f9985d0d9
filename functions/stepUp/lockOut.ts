import type { ApplicationError } from '../rules/ApplicationError.ts';
import { challengeLocked } from '../rules/stepUp/refuseChallenge.ts';
import type { StepUpGrantRow } from '../rules/stepUp/StepUpRows.ts';
import { stepUpLimits } from '../rules/stepUp/stepUpLimits.ts';
import type { ChallengeStore } from './ChallengeStore.ts';

/** Locks a challenge whose attempts are used up; answers the error that says so. `now` is epoch seconds. */
export async function lockOut(
  challenges: Pick<ChallengeStore, 'lock'>,
  tokenId: string,
  row: StepUpGrantRow,
  now: number,
): Promise<ApplicationError> {
  const lockedUntil = now + stepUpLimits.lockSeconds;
  await challenges.lock(tokenId, row, lockedUntil);
  return challengeLocked(lockedUntil);
}
