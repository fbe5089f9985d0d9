import { invalidInput } from '../Refusal.ts';
import { refuse } from '../refuse.ts';

/** A user's answer to a challenge. */
export type StepUpAnswer =
  | { readonly kind: 'code'; readonly code: string }
  | { readonly kind: 'assertion'; readonly assertion: PasskeyAssertion };

/** The members of AuthenticationResponseJSON (Web Authentication Level 3) that prove something, each base64url. */
export interface PasskeyAssertion {
  readonly id: string;
  readonly clientDataJSON: string;
  readonly authenticatorData: string;
  readonly signature: string;
  readonly userHandle?: string;
}

/** Characters of the credential as JSON. */
const LONGEST_CREDENTIAL = 16_384;
const digits = /^(?:[0-9]{6}|[0-9]{8})$/;
const base64url = /^[A-Za-z0-9_-]+={0,2}$/;

/**
 * Returns the answer. Throws ApplicationError `InvalidInput`, with no part of a code or credential, for any other
 * input.
 * Whether the challenge takes this kind of answer is checked later.
 */
export function readStepUpAnswer(input: { readonly code?: unknown; readonly credential?: unknown }): StepUpAnswer {
  const { code = null, credential = null } = input;
  if (code !== null && credential !== null) {
    refuse(invalidInput('input.credential', 'a code as well', 'a code or a credential'));
  }
  if (credential !== null) return { kind: 'assertion', assertion: readAssertion(credential) };
  if (typeof code !== 'string') refuse(invalidInput('input.code', 'nothing', 'a code or a credential'));
  if (!digits.test(code)) {
    refuse(invalidInput('input.code', `${code.length} characters`, '6 digits, or 8 where the challenge says so'));
  }
  return { kind: 'code', code };
}

function readAssertion(credential: unknown): PasskeyAssertion {
  const { length } = JSON.stringify(credential);
  if (length > LONGEST_CREDENTIAL) {
    refuse(invalidInput('input.credential', `${length} characters`, `at most ${LONGEST_CREDENTIAL} characters`));
  }
  if (typeof credential !== 'object' || credential === null || Array.isArray(credential)) {
    refuse(invalidInput('input.credential', 'no object', 'a public key credential as its toJSON gives it'));
  }
  const { response } = credential as { readonly response?: unknown };
  const userHandle = member(response, 'userHandle');
  return {
    id: required(credential, 'id', 'input.credential.id'),
    clientDataJSON: required(response, 'clientDataJSON'),
    authenticatorData: required(response, 'authenticatorData'),
    signature: required(response, 'signature'),
    ...(typeof userHandle === 'string' && base64url.test(userHandle) ? { userHandle } : {}),
  };
}

function required(of: unknown, name: string, field = `input.credential.response.${name}`): string {
  const value = member(of, name);
  if (typeof value !== 'string' || !base64url.test(value)) {
    refuse(invalidInput(field, typeof value === 'string' ? `${value.length} characters` : 'no text', 'base64url'));
  }
  return value;
}

function member(of: unknown, name: string): unknown {
  return typeof of === 'object' && of !== null && Object.hasOwn(of, name)
    ? (of as Record<string, unknown>)[name]
    : undefined;
}
