import {
  OnStepUpChallengeDocument,
  type OnStepUpChallengeSubscription,
  StepUpChallengeDocument,
  type StepUpChallengeFieldsFragment,
  type StepUpChallengeStatus,
} from './generated/operations.ts';
import { LiveFeed } from './LiveFeed.ts';
import type { Transport } from './Transport.ts';

/**
 * Shows `challenge.matchNumber`, for the user to name on the device that was asked, until `ended` is aborted: it was approved, denied, or lapsed.
 * Resolves before that if the user gives up.
 */
export type ShowNumber = (challenge: StepUpChallengeFieldsFragment, ended: AbortSignal) => Promise<void>;

/** A push that nobody answers is known to have lapsed within so long, in milliseconds. */
const RECHECK_EVERY = 15_000;

/** Waits for the user's other device to decide, however the connection fares. Answers false if the user gave up. */
export async function awaitApproval(
  transport: Transport,
  challenge: StepUpChallengeFieldsFragment,
  show: ShowNumber,
): Promise<boolean> {
  const ended = new AbortController();
  const shown = Promise.withResolvers<boolean>();
  show(challenge, ended.signal).then(() => shown.resolve(false), shown.reject);
  try {
    return await Promise.race([decided(transport, challenge.id, ended.signal), shown.promise]);
  } finally {
    ended.abort();
  }
}

/** True once the challenge is open no more: what came of it, the repeated call tells. */
async function decided(transport: Transport, id: string, signal: AbortSignal): Promise<boolean> {
  const statuses = new LiveFeed<StepUpChallengeStatus | null, OnStepUpChallengeSubscription>(
    {
      subscribe: (observer) => transport.subscribe(OnStepUpChallengeDocument, { id }, observer),
      take: ({ onStepUpChallenge }) => (onStepUpChallenge ? [onStepUpChallenge.status] : []),
      incomplete: () => false,
      async *read() {
        const { stepUpChallenge } = await transport.request(StepUpChallengeDocument, { id });
        yield [stepUpChallenge?.status ?? null];
      },
    },
    { signal, recheckEvery: RECHECK_EVERY },
  );
  for await (const status of statuses) {
    if (status !== 'STEP_UP_INITIATED') return true;
  }
  return false;
}
