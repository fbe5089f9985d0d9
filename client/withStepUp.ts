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

/**
 * Has the user's passkey sign `options` (PublicKeyCredentialRequestOptionsJSON); answers the credential as its `toJSON` gives it. Null gives up.
 * `signWithPasskey.ts` does it in a browser.
 */
export type SignWithPasskey = (
  options: Readonly<Record<string, unknown>>,
  challenge: StepUpChallengeFieldsFragment,
  problem: ErrorEntry | null,
) => Promise<object | null>;

/** After these another answer may be given. */
const again = ['CodeMismatch', 'CodeExpired', 'CodeReplayed'];

/**
 * A transport whose operations, where one is refused with `StepUpRequired`, ask the user for a code or a passkey, answer the challenge with it, and
 * repeat the operation, once. Rejects with the refusal itself if the user gives up, or would need a passkey and there is no `sign`, and with the
 * challenge's own error (`ChallengeLocked` …) where it ends it.
 */
export function withStepUp(transport: Transport, ask: AskForCode, sign?: SignWithPasskey): Transport {
  return {
    subscribe: (document, variables, observer) => transport.subscribe(document, variables, observer),
    async request(document, variables) {
      try {
        return await transport.request(document, variables);
      } catch (error) {
        const challengeId = challengeOf(error);
        if (challengeId === null || !(await answerChallenge(transport, challengeId, ask, sign))) throw error;
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
async function answerChallenge(
  transport: Transport,
  challengeId: string,
  ask: AskForCode,
  sign: SignWithPasskey = async () => null,
): Promise<boolean> {
  const initiate = async () =>
    (await transport.request(InitiateStepUpDocument, { input: { challengeId } })).initiateStepUp;
  let initiated = await initiate();
  for (let problem: ErrorEntry | null = null; ; ) {
    const { challenge, credentialRequestOptions } = initiated;
    const answer =
      challenge.method === 'PASSKEY_STEP_UP'
        ? { credential: textOf(await sign(JSON.parse(credentialRequestOptions ?? '{}'), challenge, problem)) }
        : { code: await ask(challenge, problem) };
    if (Object.values(answer).includes(null)) return false;
    try {
      await transport.request(RespondToStepUpChallengeDocument, { input: { challengeId, ...answer } });
      return true;
    } catch (error) {
      if (!(error instanceof HeliographError) || !again.includes(error.errorType)) throw error;
      problem = error.errors[0] ?? null;
    }
    // A passkey signs something new each time.
    if (challenge.method === 'PASSKEY_STEP_UP') initiated = await initiate();
  }
}

function textOf(credential: object | null): string | null {
  return credential === null ? null : JSON.stringify(credential);
}
