import { createHash, createPublicKey, randomBytes, verify } from 'node:crypto';
import { AwsError } from '../../platform/AwsError.ts';
import { isJsonObject, type JsonObject } from '../../platform/Json.ts';
import type { TakenChallenge } from '../Challenges.ts';
import { invalidParameter, invalidSession, notAuthorized } from '../errors.ts';
import type { Target } from '../flows/Target.ts';
import type { WebAuthnCredential } from '../model.ts';
import type { Services } from '../Services.ts';
import { parseAuthenticatorData } from './authenticatorData.ts';
import { bytesOf, checkAuthenticator, checkClientData, relyingPartyOf, verificationOf } from './clientData.ts';

/** Returns the challenge WEB_AUTHN with the options that `navigator.credentials.get` takes. */
export function startWebAuthn(services: Services, { pool, client, user }: Target): JsonObject {
  if (user === undefined) throw invalidSession();
  const relyingPartyId = relyingPartyOf(pool);
  const challenge = randomBytes(32).toString('base64url');
  const options = {
    challenge,
    timeout: client.sessionLife * 1000,
    rpId: relyingPartyId,
    allowCredentials: services.store
      .credentialsOf(user)
      .map(({ id, transports }) => ({ id, type: 'public-key', transports })),
    userVerification: verificationOf(pool),
  };
  return {
    ChallengeName: 'WEB_AUTHN',
    Session: services.challenges.open('WEB_AUTHN', client, user, { challenge }),
    ChallengeParameters: { USER_ID_FOR_SRP: user.username, CREDENTIAL_REQUEST_OPTIONS: JSON.stringify(options) },
  };
}

/**
 * Verifies an assertion (WebAuthn Level 3, section 7.2), whose failure ends the session.
 * @param text an AuthenticationResponseJSON
 */
export async function answerWebAuthn(
  services: Services,
  { pool, client, user, metadata }: Target,
  taken: TakenChallenge,
  text: string | undefined,
): Promise<JsonObject> {
  if (text === undefined) throw invalidParameter('Missing required parameter CREDENTIAL');
  taken.consume();
  if (user === undefined) throw invalidSession();
  const response = parse(text);
  const known = typeof response?.id === 'string' ? services.store.credential(response.id) : undefined;
  if (response === undefined || known === undefined || known.poolId !== pool.id || known.username !== user.username) {
    throw notAuthorized('The credential is not registered for this user.');
  }
  const { assertion } = response;
  const relyingPartyId = relyingPartyOf(pool);
  const clientDataJson = bytesOf(assertion, 'clientDataJSON');
  const authenticatorData = bytesOf(assertion, 'authenticatorData');
  const data = parseAuthenticatorData(authenticatorData);
  if (data === undefined) throw notAuthorized('The authenticator data is malformed.');
  asSignIn(() => {
    checkClientData(clientDataJson, 'webauthn.get', taken.challenge.data.challenge ?? '', relyingPartyId);
    checkAuthenticator(data, pool, relyingPartyId);
  });
  const userHandle = assertion.userHandle;
  if (
    typeof userHandle === 'string' &&
    userHandle !== '' &&
    Buffer.from(userHandle, 'base64url').toString() !== user.sub
  ) {
    throw notAuthorized('The credential is not registered for this user.');
  }
  const signed = Buffer.concat([authenticatorData, createHash('sha256').update(clientDataJson).digest()]);
  if (!signatureHolds(known, signed, bytesOf(assertion, 'signature'))) {
    throw notAuthorized('The signature of the credential could not be verified.');
  }
  // A counter that does not grow is that of a cloned authenticator (section 6.1.1). 0 means there is none.
  if ((data.counter !== 0 || known.counter !== 0) && data.counter <= known.counter) {
    throw notAuthorized('The signature counter of the credential did not increase.');
  }
  services.store.saveCredential({ ...known, counter: data.counter });
  const attempt = { pool, client, user, metadata };
  await services.signIn.firstFactorPassed(attempt);
  return services.signIn.finish(attempt);
}

/**
 * Turns the `WebAuthn…` exceptions of a registration into those of a sign-in, whose operations have none (API
 * Reference).
 */
function asSignIn(check: () => void): void {
  try {
    check();
  } catch (error) {
    throw error instanceof AwsError ? notAuthorized(error.message) : error;
  }
}

function signatureHolds(known: WebAuthnCredential, signed: Buffer, signature: Buffer): boolean {
  return verify('sha256', signed, createPublicKey({ key: known.publicKey, format: 'jwk' }), signature);
}

function parse(text: string): { readonly id: string; readonly assertion: JsonObject } | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (!isJsonObject(value) || typeof value.id !== 'string' || !isJsonObject(value.response)) return undefined;
    return { id: value.id, assertion: value.response };
  } catch {
    return undefined;
  }
}
