import { refuse } from '../rules/refuse.ts';
import { challengeLocked } from '../rules/stepUp/openChallenge.ts';
import type { StepUpGrantRow } from '../rules/stepUp/StepUpRows.ts';
import { stepUpLimits } from '../rules/stepUp/stepUpLimits.ts';
import type { ChallengeStore } from './ChallengeStore.ts';

/** Locks a challenge whose attempts are used up, and throws `ChallengeLocked`. `now` is epoch seconds. */
export async function lockOut(
  challenges: Pick<ChallengeStore, 'lock'>,
  tokenId: string,
  row: StepUpGrantRow,
  now: number,
): Promise<never> {
  const lockedUntil = now + stepUpLimits.lockSeconds;
  await challenges.lock(tokenId, row, lockedUntil);
  refuse(challengeLocked(lockedUntil));
}
