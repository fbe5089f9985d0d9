import { createHash, timingSafeEqual } from 'node:crypto';
import { isJsonObject, type JsonObject } from '../../platform/Json.ts';
import { failed, invalidParameter } from '../errors.ts';
import type { Pool } from '../model.ts';
import type { AuthenticatorData } from './authenticatorData.ts';

/** Throws WebAuthnConfigurationMissingException for a pool without a relying party. */
export function relyingPartyOf(pool: Pool): string {
  if (!pool.firstFactors.includes('WEB_AUTHN')) {
    throw failed('WebAuthnNotEnabledException', 'WebAuthn is not enabled for this user pool.');
  }
  if (pool.relyingPartyId === undefined) {
    throw failed('WebAuthnConfigurationMissingException', 'The relying party id of the user pool is not configured.');
  }
  return pool.relyingPartyId;
}

/** Checks type, challenge and origin of `clientDataJSON` (WebAuthn Level 3, sections 7.1 and 7.2). */
export function checkClientData(
  bytes: Buffer,
  type: 'webauthn.create' | 'webauthn.get',
  challenge: string,
  relyingPartyId: string,
): void {
  const data = parse(bytes);
  if (data?.type !== type) throw invalidParameter('The client data is not of the expected type.');
  const given = Buffer.from(typeof data.challenge === 'string' ? data.challenge : '');
  const expected = Buffer.from(challenge);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    throw failed(
      'WebAuthnChallengeNotFoundException',
      'The challenge of the credential is not the one that was issued.',
    );
  }
  if (typeof data.origin !== 'string' || !isAllowedOrigin(data.origin, relyingPartyId) || data.crossOrigin === true) {
    throw failed(
      'WebAuthnOriginNotAllowedException',
      'The origin of the credential is not allowed for the relying party.',
    );
  }
}

/** Checks the relying party's hash, the user's presence and, if the pool asks for it, verification. */
export function checkAuthenticator(data: AuthenticatorData, pool: Pool, relyingPartyId: string): void {
  const expected = createHash('sha256').update(relyingPartyId).digest();
  if (data.relyingPartyIdHash.length !== 32 || !timingSafeEqual(data.relyingPartyIdHash, expected)) {
    throw failed(
      'WebAuthnRelyingPartyMismatchException',
      'The credential is not of the relying party of the user pool.',
    );
  }
  if (!data.userPresent || (verificationOf(pool) === 'required' && !data.userVerified)) {
    throw failed(
      'WebAuthnCredentialNotSupportedException',
      'The authenticator did not verify the user as the user pool requires.',
    );
  }
}

/** Returns WebAuthn's `userVerification` for a pool. A passkey that is MFA needs it. */
export function verificationOf({ passkeysAreMfa, userVerification }: Pool): Pool['userVerification'] {
  return passkeysAreMfa ? 'required' : userVerification;
}

/** Returns the bytes of a base64url member, none for anything else. */
export function bytesOf(object: JsonObject, member: string): Buffer {
  const value = object[member];
  return Buffer.from(typeof value === 'string' ? value : '', 'base64url');
}

function isAllowedOrigin(origin: string, relyingPartyId: string): boolean {
  if (!URL.canParse(origin)) return false;
  const { protocol, hostname } = new URL(origin);
  const secure = protocol === 'https:' || hostname === 'localhost' || hostname.endsWith('.localhost');
  return secure && (hostname === relyingPartyId || hostname.endsWith(`.${relyingPartyId}`));
}

function parse(bytes: Buffer): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8'));
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
