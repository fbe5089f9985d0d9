import { createHash } from 'node:crypto';
import type { PasskeyAssertion } from '../rules/stepUp/readStepUpAnswer.ts';
import type { CognitoSignIn } from '../rules/stepUp/StepUpRows.ts';
import { passkeysOfSession } from './passkeysOfSession.ts';
import type { Passkey } from './UserFactors.ts';

export type AssertionProblem = 'unknownPasskey' | 'tooNew' | 'otherChallenge' | 'otherRelyingParty';

/**
 * Returns what is wrong with an assertion, or null. Cognito checks the signature, for the passkey that the id names and
 * over exactly these client data and authenticator data. All of them are the client's input until then.
 */
export function judgeAssertion(
  { id, clientDataJSON, authenticatorData }: PasskeyAssertion,
  { webAuthnChallenge, relyingPartyId }: CognitoSignIn,
  passkeys: readonly Passkey[],
  authTime: number,
): AssertionProblem | null {
  const named = (list: readonly Passkey[]) => list.some(({ credentialId }) => credentialId === id);
  if (!named(passkeys)) return 'unknownPasskey';
  if (!named(passkeysOfSession(passkeys, authTime))) return 'tooNew';
  // Web Authentication Level 3, section 7.2, steps 11–12 and 15.
  const { type, challenge } = clientDataOf(clientDataJSON);
  if (type !== 'webauthn.get' || challenge === undefined || challenge !== webAuthnChallenge) return 'otherChallenge';
  const expected = createHash('sha256')
    .update(relyingPartyId ?? '')
    .digest();
  if (!Buffer.from(authenticatorData, 'base64url').subarray(0, 32).equals(expected)) return 'otherRelyingParty';
  return null;
}

/** Returns AuthenticationResponseJSON of the checked members only, so that Cognito sees no second id. */
export function credentialOf({ id, ...response }: PasskeyAssertion): string {
  return JSON.stringify({ id, rawId: id, type: 'public-key', clientExtensionResults: {}, response });
}

function clientDataOf(text: string): { readonly type?: unknown; readonly challenge?: unknown } {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString());
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}
