import { awaitApproval, type ShowNumber } from './awaitApproval.ts';
import {
  InitiateStepUpDocument,
  type InitiateStepUpMutation,
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

/** What an app can do to have its user prove again who they are. A method without its member counts as given up. */
export interface StepUpHandlers {
  /** For authenticator apps and for codes by SMS or e-mail. */
  readonly askForCode?: AskForCode;
  /** For `PASSKEY_STEP_UP`. */
  readonly signWithPasskey?: SignWithPasskey;
  /** For `PUSH_STEP_UP`: another device of the user's decides. */
  readonly showNumber?: ShowNumber;
}

/** After these another answer may be given. */
const again = ['CodeMismatch', 'CodeExpired', 'CodeReplayed'];

/**
 * A transport whose operations, where one is refused with `StepUpRequired`, have the user prove who they are as the challenge asks, and repeat the
 * operation, once. Rejects with the refusal itself if the user gives up or there is no handler for the method, and with the challenge's own error
 * (`ChallengeLocked` …) where it ends it.
 *
 * @example
 * const guarded = withStepUp(transport, { askForCode: ({ destination }) => dialog(`The code sent to ${destination}`), signWithPasskey });
 */
export function withStepUp(transport: Transport, handlers: StepUpHandlers): Transport {
  return {
    subscribe: (document, variables, observer) => transport.subscribe(document, variables, observer),
    async request(document, variables) {
      try {
        return await transport.request(document, variables);
      } catch (error) {
        const challengeId = challengeOf(error);
        if (challengeId === null || !(await answerChallenge(transport, challengeId, handlers))) throw error;
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
async function answerChallenge(transport: Transport, challengeId: string, handlers: StepUpHandlers): Promise<boolean> {
  const initiate = async () =>
    (await transport.request(InitiateStepUpDocument, { input: { challengeId } })).initiateStepUp;
  let initiated = await initiate();
  if (initiated.challenge.method === 'PUSH_STEP_UP') {
    const { showNumber } = handlers;
    return showNumber !== undefined && awaitApproval(transport, initiated.challenge, showNumber);
  }
  for (let problem: ErrorEntry | null = null; ; ) {
    const answer = await answerTo(initiated, handlers, problem);
    if (answer === null) return false;
    try {
      await transport.request(RespondToStepUpChallengeDocument, { input: { challengeId, ...answer } });
      return true;
    } catch (error) {
      if (!(error instanceof HeliographError) || !again.includes(error.errorType)) throw error;
      problem = error.errors[0] ?? null;
    }
    // A passkey signs something new each time.
    if (initiated.challenge.method === 'PASSKEY_STEP_UP') initiated = await initiate();
  }
}

async function answerTo(
  { challenge, credentialRequestOptions }: InitiateStepUpMutation['initiateStepUp'],
  { askForCode, signWithPasskey }: StepUpHandlers,
  problem: ErrorEntry | null,
): Promise<{ readonly code: string } | { readonly credential: string } | null> {
  if (challenge.method !== 'PASSKEY_STEP_UP') {
    const code = (await askForCode?.(challenge, problem)) ?? null;
    return code === null ? null : { code };
  }
  const options = JSON.parse(credentialRequestOptions ?? '{}') as Readonly<Record<string, unknown>>;
  const credential = (await signWithPasskey?.(options, challenge, problem)) ?? null;
  return credential === null ? null : { credential: JSON.stringify(credential) };
}
