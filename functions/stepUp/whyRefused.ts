import { challengeRefusal } from '../rules/stepUp/refuseChallenge.ts';
import type { StepUpGrantRow } from '../rules/stepUp/StepUpRows.ts';
import type { ChallengeStore } from './ChallengeStore.ts';
import { lockOut } from './lockOut.ts';

/**
 * Why a challenge that was open took no answer: it changed since it was read, or its attempts were used up by answers given at once, which locks it.
 * `now` is epoch seconds.
 */
export async function whyRefused(
  challenges: Pick<ChallengeStore, 'find' | 'lock'>,
  tokenId: string,
  { challengeId, userId }: StepUpGrantRow,
  now: number,
): Promise<Error> {
  const row = await challenges.find(tokenId, challengeId);
  const refusal = challengeRefusal(row, userId, now);
  if (refusal !== null || row === null) return refusal ?? new Error('unreachable');
  return lockOut(challenges, tokenId, row, now);
}
