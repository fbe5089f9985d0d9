import { type CborValue, decodeCbor } from './cbor.ts';

/** Authenticator data (WebAuthn Level 3, section 6.1). */
export interface AuthenticatorData {
  readonly relyingPartyIdHash: Buffer;
  readonly userPresent: boolean;
  readonly userVerified: boolean;
  readonly counter: number;
  readonly credential?: { readonly id: string; readonly publicKey: PublicKey };
}

export interface PublicKey {
  /** The COSE algorithm: -7 is ES256, -257 is RS256. */
  readonly algorithm: -7 | -257;
  readonly jwk: Readonly<Record<string, string>>;
}

/** Returns `undefined` for malformed bytes, or a key that is neither ES256 nor RS256. */
export function parseAuthenticatorData(bytes: Buffer): AuthenticatorData | undefined {
  try {
    const flags = bytes.readUInt8(32);
    const base = {
      relyingPartyIdHash: bytes.subarray(0, 32),
      userPresent: (flags & 0x01) !== 0,
      userVerified: (flags & 0x04) !== 0,
      counter: bytes.readUInt32BE(33),
    };
    if ((flags & 0x40) === 0) return base;
    // The AAGUID's 16 bytes come before it.
    const length = bytes.readUInt16BE(53);
    const id = bytes.subarray(55, 55 + length);
    if (length === 0 || length > 1023 || id.length !== length) return undefined;
    const publicKey = toPublicKey(decodeCbor(bytes, 55 + length).value);
    return publicKey === undefined ? undefined : { ...base, credential: { id: id.toString('base64url'), publicKey } };
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Returns the authenticator data of an attestation object, `undefined` if it is malformed. */
export function attestedData(attestationObject: Buffer): Buffer | undefined {
  try {
    const { value } = decodeCbor(attestationObject);
    const data = value instanceof Map ? value.get('authData') : undefined;
    return Buffer.isBuffer(data) ? data : undefined;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Converts a COSE_Key (RFC 9053) to JSON Web Key. */
function toPublicKey(value: CborValue): PublicKey | undefined {
  if (!(value instanceof Map)) return undefined;
  const member = (label: number) => {
    const bytes = value.get(label);
    return Buffer.isBuffer(bytes) ? bytes.toString('base64url') : '';
  };
  if (value.get(1) === 2 && value.get(3) === -7 && value.get(-1) === 1) {
    return { algorithm: -7, jwk: { kty: 'EC', crv: 'P-256', x: member(-2), y: member(-3) } };
  }
  if (value.get(1) === 3 && value.get(3) === -257) {
    return { algorithm: -257, jwk: { kty: 'RSA', n: member(-1), e: member(-2) } };
  }
  return undefined;
}
