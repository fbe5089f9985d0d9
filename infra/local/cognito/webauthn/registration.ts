import { createPublicKey, randomBytes } from 'node:crypto';
import { isJsonObject, type JsonObject } from '../../platform/Json.ts';
import { failed, invalidParameter } from '../errors.ts';
import type { WebAuthnCredential } from '../model.ts';
import type { Services } from '../Services.ts';
import type { Bearer } from '../Tokens.ts';
import { attestedData, parseAuthenticatorData } from './authenticatorData.ts';
import { bytesOf, checkAuthenticator, checkClientData, relyingPartyOf, verificationOf } from './clientData.ts';

/** Passkeys of a user (Developer Guide, quotas). */
const CREDENTIAL_LIMIT = 20;
const purpose = 'webauthn-registration';

/** Returns the options that `navigator.credentials.create` takes. */
export function startRegistration(services: Services, { pool, client, user }: Bearer): JsonObject {
  const relyingPartyId = relyingPartyOf(pool);
  const existing = services.store.credentialsOf(user);
  if (existing.length >= CREDENTIAL_LIMIT) {
    throw failed('LimitExceededException', `A user has at most ${CREDENTIAL_LIMIT} passkeys.`);
  }
  const challenge = randomBytes(32).toString('base64url');
  const expires = services.platform.clock.now() + client.sessionLife * 1000;
  services.store.saveCode(pool.id, user.username, purpose, { challenge, clientId: client.id, expires });
  const name = user.attributes.email ?? user.attributes.phone_number ?? user.username;
  return {
    challenge,
    rp: { id: relyingPartyId, name: relyingPartyId },
    user: { id: Buffer.from(user.sub).toString('base64url'), name, displayName: user.attributes.name ?? name },
    pubKeyCredParams: [
      { type: 'public-key', alg: -7 },
      { type: 'public-key', alg: -257 },
    ],
    timeout: client.sessionLife * 1000,
    excludeCredentials: existing.map(({ id, transports }) => ({ id, type: 'public-key', transports })),
    authenticatorSelection: {
      requireResidentKey: true,
      residentKey: 'required',
      userVerification: verificationOf(pool),
    },
  };
}

/**
 * Verifies a RegistrationResponseJSON (WebAuthn Level 3, section 7.1) and keeps its key.
 * An attestation statement is not evaluated, since none was asked for (conveyance `none`).
 */
export function completeRegistration(services: Services, { pool, client, user }: Bearer, credential: JsonObject): void {
  const relyingPartyId = relyingPartyOf(pool);
  const { response } = credential;
  if (typeof credential.id !== 'string' || !isJsonObject(response)) {
    throw invalidParameter('The credential is malformed.');
  }
  const pending = services.store.code<{ challenge: string; clientId: string; expires: number }>(
    pool.id,
    user.username,
    purpose,
  );
  services.store.deleteCode(pool.id, user.username, purpose);
  if (pending === undefined || pending.expires <= services.platform.clock.now()) {
    throw failed('WebAuthnChallengeNotFoundException', 'There is no challenge for this user, or it has expired.');
  }
  if (pending.clientId !== client.id) {
    throw failed('WebAuthnClientMismatchException', 'The registration was started at another app client.');
  }
  checkClientData(bytesOf(response, 'clientDataJSON'), 'webauthn.create', pending.challenge, relyingPartyId);
  const attested = attestedData(bytesOf(response, 'attestationObject'));
  const data = attested && parseAuthenticatorData(attested);
  if (
    data?.credential === undefined ||
    data.credential.id !== credential.id ||
    !isUsable(data.credential.publicKey.jwk)
  ) {
    throw failed(
      'WebAuthnCredentialNotSupportedException',
      'The credential is malformed or its key is neither ES256 nor RS256.',
    );
  }
  checkAuthenticator(data, pool, relyingPartyId);
  if (services.store.credential(data.credential.id) !== undefined) {
    throw failed('WebAuthnCredentialNotSupportedException', 'The credential is registered already.');
  }
  const transports = Array.isArray(response.transports) ? response.transports : [];
  const entry: WebAuthnCredential = {
    id: data.credential.id,
    poolId: pool.id,
    username: user.username,
    name: 'Passkey',
    relyingPartyId,
    ...(typeof credential.authenticatorAttachment === 'string'
      ? { attachment: credential.authenticatorAttachment }
      : {}),
    transports: transports.filter((transport): transport is string => typeof transport === 'string'),
    publicKey: data.credential.publicKey.jwk,
    algorithm: data.credential.publicKey.algorithm,
    counter: data.counter,
    created: services.platform.clock.now(),
  };
  services.store.saveCredential(entry);
}

function isUsable(jwk: Readonly<Record<string, string>>): boolean {
  try {
    createPublicKey({ key: jwk, format: 'jwk' });
    return true;
  } catch {
    return false;
  }
}
