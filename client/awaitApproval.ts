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
 * Shows `challenge.matchNumber` until `ended` aborts. The user enters the number on the device that got the push.
 * Resolves earlier if the user gives up.
 */
export type ShowNumber = (challenge: StepUpChallengeFieldsFragment, ended: AbortSignal) => Promise<void>;

/** Milliseconds between looks at the challenge, so that the end of an unanswered push is noticed. */
const RECHECK_EVERY = 15_000;

/** Waits, also across disconnects, until the user's other device decides. Returns false if the user gave up. */
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

/** Returns true once the challenge is no longer open. The repeated call tells whether it was approved. */
async function decided(transport: Transport, id: string, signal: AbortSignal): Promise<boolean> {
  const statuses = new LiveFeed<StepUpChallengeStatus | null, OnStepUpChallengeSubscription>(
    {
      renewToken: transport.renewToken,
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
