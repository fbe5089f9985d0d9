import { awaitApproval, type ShowNumber } from './awaitApproval.ts';
import type { ErrorEntry } from './errorEntries.ts';
import {
  InitiateStepUpDocument,
  type InitiateStepUpMutation,
  RespondToStepUpChallengeDocument,
  type StepUpChallengeFieldsFragment,
} from './generated/operations.ts';
import { HeliographError } from './HeliographError.ts';
import type { Transport } from './Transport.ts';

/**
 * Asks the user for the code that `challenge.method` names. `challenge.destination` says where it was sent.
 * Show `challenge.summary`: it is what the user approves.
 * `problem` says why the former code was refused. Null gives up.
 */
export type AskForCode = (
  challenge: StepUpChallengeFieldsFragment,
  problem: ErrorEntry | null,
) => Promise<string | null>;

/**
 * Has the user's passkey sign `options`, a PublicKeyCredentialRequestOptionsJSON. Returns the credential's `toJSON()`.
 * Null gives up. `signWithPasskey.ts` is the implementation for browsers.
 */
export type SignWithPasskey = (
  options: Readonly<Record<string, unknown>>,
  challenge: StepUpChallengeFieldsFragment,
  problem: ErrorEntry | null,
) => Promise<object | null>;

/** The app's dialogs for step-up. A method whose handler is missing counts as given up. */
export interface StepUpHandlers {
  /** For authenticator apps and for codes by SMS or e-mail. */
  readonly askForCode?: AskForCode;
  /** For `PASSKEY_STEP_UP`. */
  readonly signWithPasskey?: SignWithPasskey;
  /** For `PUSH_STEP_UP`: another device of the user decides. */
  readonly showNumber?: ShowNumber;
}

/** After these errors the user may give another answer. */
const again = ['CodeMismatch', 'CodeExpired', 'CodeReplayed'];

/**
 * Returns a transport that answers `StepUpRequired`: the user proves who they are, then the operation runs once more.
 * Rejects with the refusal itself if the user gives up or the method has no handler.
 * Rejects with the challenge's own error, such as `ChallengeLocked`, if that ends the challenge.
 *
 * @example
 * const askForCode = ({ destination, summary }) => dialog(`${summary}: the code sent to ${destination}`);
 * const guarded = withStepUp(transport, { askForCode, signWithPasskey });
 */
export function withStepUp(transport: Transport, handlers: StepUpHandlers): Transport {
  return {
    renewToken: transport.renewToken,
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

/** Returns false if the user gave up. */
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
    // A passkey signs new options each time.
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
