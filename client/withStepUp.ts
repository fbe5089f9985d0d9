import {
  InitiateStepUpDocument,
  RespondToStepUpChallengeDocument,
  type StepUpChallengeFieldsFragment,
} from './generated/operations.ts';
import { type ErrorEntry, HeliographError } from './HeliographError.ts';
import type { Transport } from './Transport.ts';

/**
 * Asks the user for the code that `challenge.method` names (`challenge.destination` says where it was sent). `problem` is why the code given before was
 * not taken. Null gives up.
 */
export type AskForCode = (
  challenge: StepUpChallengeFieldsFragment,
  problem: ErrorEntry | null,
) => Promise<string | null>;

/** After these another code may be given. */
const again = ['CodeMismatch', 'CodeExpired', 'CodeReplayed'];

/**
 * A transport whose operations, where one is refused with `StepUpRequired`, ask the user for a code, answer the challenge with it, and repeat the
 * operation, once. Rejects with the refusal itself if the user gives up, and with the challenge's own error (`ChallengeLocked` …) where it ends it.
 */
export function withStepUp(transport: Transport, ask: AskForCode): Transport {
  return {
    subscribe: (document, variables, observer) => transport.subscribe(document, variables, observer),
    async request(document, variables) {
      try {
        return await transport.request(document, variables);
      } catch (error) {
        const challengeId = challengeOf(error);
        if (challengeId === null || !(await answerChallenge(transport, challengeId, ask))) throw error;
      }
      return transport.request(document, variables);
    },
  };
}

function challengeOf(error: unknown): string | null {
  if (!(error instanceof HeliographError) || error.errorType !== 'StepUpRequired') return null;
  const { challengeId } = error.errorInfo;
  return typeof challengeId === 'string' ? challengeId : null;
}

/** Answers false if the user gave up. */
async function answerChallenge(transport: Transport, challengeId: string, ask: AskForCode): Promise<boolean> {
  const { initiateStepUp } = await transport.request(InitiateStepUpDocument, { input: { challengeId } });
  for (let problem: ErrorEntry | null = null; ; ) {
    const code = await ask(initiateStepUp.challenge, problem);
    if (code === null) return false;
    try {
      await transport.request(RespondToStepUpChallengeDocument, { input: { challengeId, code } });
      return true;
    } catch (error) {
      if (!(error instanceof HeliographError) || !again.includes(error.errorType)) throw error;
      problem = error.errors[0] ?? null;
    }
  }
}
