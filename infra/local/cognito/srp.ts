import {
  constants,
  createHash,
  createHmac,
  createPublicKey,
  hkdfSync,
  publicEncrypt,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';

/**
 * The server's side of SRP-6a as Cognito has it: the 3072-bit group of RFC 5054 appendix A, generator 2, SHA-256.
 * Integers are hashed as Java's `BigInteger.toByteArray()`, and HKDF with the info `Caldera Derived Key` gives the
 * session key.
 */

const groupHex =
  'FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74020BBEA63B139B22514A08798E3404DDEF9519B3CD3A431B302B0A6DF25F1437' +
  '4FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7EDEE386BFB5A899FA5AE9F24117C4B1FE649286651ECE45B3DC2007CB8A163BF05' +
  '98DA48361C55D39A69163FA8FD24CF5F83655D23DCA3AD961C62F356208552BB9ED529077096966D670C354E4ABC9804F1746C08CA18217C32905E462E36CE3B' +
  'E39E772C180E86039B2783A2EC07A28FB5C55DF06F4C52C9DE2BCBF6955817183995497CEA956AE515D2261898FA051015728E5A8AAAC42DAD33170D04507A33' +
  'A85521ABDF1CBA64ECFB850458DBEF0A8AEA71575D060C7DB3970F85A6E1E4C7ABF5AE8CDB0933D71E8C94E04A25619DCEE3D2261AD2EE6BF12FFA06D98A0864' +
  'D87602733EC86A64521F2B18177B200CBBE117577A615D6C770988C0BAD946E208E24FA074E5AB3143DB5BFCE0FD108E4B82D120A93AD2CAFFFFFFFFFFFFFFFF';

export const modulus = BigInt(`0x${groupHex}`);
const MODULUS_BYTES = 384;
export const GENERATOR = 2n;
export const multiplier = hashToInteger(integerBytes(modulus), integerBytes(GENERATOR));

/** The pool's form of a password. Sign-in by SRP needs nothing else, and the password cannot be found from it. */
export interface SrpVerifier {
  /** Hexadecimal, as in the challenge parameter `SALT`. */
  readonly salt: string;
  /** `g^x mod N`, hexadecimal. */
  readonly verifier: string;
}

/** The server's ephemeral key pair of one sign-in. `secret` stays on the server. */
export interface SrpServerKey {
  readonly secret: string;
  readonly publicKey: string;
}

/** @param poolName is the pool id after its underscore */
export function createVerifier(poolName: string, username: string, password: string): SrpVerifier {
  const salt = randomBytes(16).toString('hex');
  return { salt, verifier: power(GENERATOR, privateKey(poolName, username, password, salt)).toString(16) };
}

/** Returns whether a plain password belongs to the verifier, in constant time. */
export function passwordMatches(poolName: string, username: string, password: string, known: SrpVerifier): boolean {
  const candidate = power(GENERATOR, privateKey(poolName, username, password, known.salt));
  return timingSafeEqual(digest(integerBytes(candidate)), digest(integerBytes(BigInt(`0x${known.verifier}`))));
}

/** Returns a verifier for a user who does not exist: the same salt at every attempt, and no password that fits. */
export function imaginaryVerifier(secret: string, username: string): SrpVerifier {
  const salt = createHmac('sha256', secret).update(`salt:${username}`).digest('hex').slice(0, 32);
  const key = BigInt(`0x${createHmac('sha256', secret).update(`verifier:${username}`).digest('hex')}`);
  return { salt, verifier: power(GENERATOR, key).toString(16) };
}

export function createServerKey(known: SrpVerifier): SrpServerKey {
  const secret = BigInt(`0x${randomBytes(32).toString('hex')}`);
  const publicKey = (multiplier * BigInt(`0x${known.verifier}`) + power(GENERATOR, secret)) % modulus;
  return { secret: secret.toString(16), publicKey: publicKey.toString(16) };
}

/**
 * Returns `undefined` for text that is no public key: not hexadecimal, too long, or 0 modulo N.
 * The last would let anybody in (RFC 5054 2.5.4).
 */
export function parsePublicKey(hex: string): bigint | undefined {
  if (!/^[0-9a-f]{1,770}$/i.test(hex)) return undefined;
  const value = BigInt(`0x${hex}`);
  return value % modulus === 0n ? undefined : value;
}

/** Returns whether `PASSWORD_CLAIM_SIGNATURE` proves that the client knows the password, in constant time. */
export function signatureMatches(proof: {
  readonly poolName: string;
  readonly username: string;
  readonly clientPublicKey: string;
  readonly serverKey: SrpServerKey;
  readonly verifier: SrpVerifier;
  /** Base64, as in the challenge parameter `SECRET_BLOCK`. */
  readonly secretBlock: string;
  /** `EEE MMM d HH:mm:ss z yyyy`, as the client wrote it. */
  readonly timestamp: string;
  /** Base64. */
  readonly signature: string;
}): boolean {
  const clientKey = BigInt(`0x${proof.clientPublicKey}`);
  const serverKey = BigInt(`0x${proof.serverKey.publicKey}`);
  const scrambler = hashToInteger(integerBytes(clientKey), integerBytes(serverKey));
  const base = (clientKey * power(BigInt(`0x${proof.verifier.verifier}`), scrambler)) % modulus;
  const shared = power(base, BigInt(`0x${proof.serverKey.secret}`));
  const expected = claimSignature(shared, scrambler, proof);
  return timingSafeEqual(digest(expected), digest(Buffer.from(proof.signature, 'base64')));
}

/** Returns the proof that a side knows the shared secret: an HMAC of the claim by a key derived from it. */
export function claimSignature(
  shared: bigint,
  scrambler: bigint,
  claim: {
    readonly poolName: string;
    readonly username: string;
    /** Base64. */
    readonly secretBlock: string;
    readonly timestamp: string;
  },
): Buffer {
  const key = hkdfSync('sha256', integerBytes(shared), integerBytes(scrambler), 'Caldera Derived Key', 16);
  return createHmac('sha256', Buffer.from(key))
    .update(claim.poolName)
    .update(claim.username)
    .update(Buffer.from(claim.secretBlock, 'base64'))
    .update(claim.timestamp)
    .digest();
}

/** Returns the client's private key, `x` of RFC 5054. */
export function privateKey(poolName: string, username: string, password: string, salt: string): bigint {
  return hashToInteger(integerBytes(BigInt(`0x${salt}`)), digest(Buffer.from(`${poolName}${username}:${password}`)));
}

/** Returns two's complement with a sign bit in the least number of bytes. */
export function integerBytes(value: bigint): Buffer {
  const hex = value.toString(16);
  const even = hex.length % 2 === 0 ? hex : `0${hex}`;
  return Buffer.from(/^[89a-f]/.test(even) ? `00${even}` : even, 'hex');
}

function digest(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}

export function hashToInteger(...parts: readonly Buffer[]): bigint {
  return BigInt(`0x${digest(Buffer.concat(parts)).toString('hex')}`);
}

/**
 * Returns `base^exponent mod N`. Raw RSA is this power, and OpenSSL takes a seventh of the time of `bigint`.
 * Both are at least 0.
 */
export function power(base: bigint, exponent: bigint): bigint {
  const key = createPublicKey({ format: 'jwk', key: { kty: 'RSA', n: base64Url(modulus), e: base64Url(exponent) } });
  const block = unsignedBytes(base % modulus, MODULUS_BYTES);
  return BigInt(`0x${publicEncrypt({ key, padding: constants.RSA_NO_PADDING }, block).toString('hex')}`);
}

function base64Url(value: bigint): string {
  return unsignedBytes(value).toString('base64url');
}

function unsignedBytes(value: bigint, length = 1): Buffer {
  const hex = value.toString(16);
  return Buffer.from(hex.padStart(Math.max(2 * length, hex.length + (hex.length % 2)), '0'), 'hex');
}
