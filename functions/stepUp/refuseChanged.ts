import { openChallenge } from '../rules/stepUp/openChallenge.ts';
import type { StepUpGrantRow } from '../rules/stepUp/StepUpRows.ts';
import type { ChallengeStore } from './ChallengeStore.ts';
import { lockOut } from './lockOut.ts';

/**
 * Throws why a challenge that was open took no answer: it changed since it was read, or simultaneous answers used up
 * its attempts. In the second case it locks the challenge. `now` is epoch seconds.
 */
export async function refuseChanged(
  challenges: Pick<ChallengeStore, 'find' | 'lock'>,
  tokenId: string,
  { challengeId, userId }: StepUpGrantRow,
  now: number,
): Promise<never> {
  const row = openChallenge(await challenges.find({ tokenId, userId }, challengeId), userId, now);
  return lockOut(challenges, tokenId, row, now);
}
