import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Seconds in one time step (RFC 6238 section 4.1). */
const TOTP_STEP_SECONDS = 30;

/** Returns a new secret of 20 bytes (RFC 4226 section 4, R6) in base32 without padding, as in `SecretCode`. */
export function createTotpSecret(): string {
  let bits = '';
  for (const byte of randomBytes(20)) bits += byte.toString(2).padStart(8, '0');
  return (bits.match(/.{5}/g) ?? []).map((group) => alphabet.charAt(Number.parseInt(group, 2))).join('');
}

/**
 * Returns the six-digit code of an authenticator app at a time in milliseconds since the epoch (RFC 6238 with SHA-1).
 * Throws RangeError for a secret that is not base32.
 */
export function totpCode(secretBase32: string, epochMilliseconds: number): string {
  return codeOfStep(decodeBase32(secretBase32), stepAt(epochMilliseconds));
}

/** Returns the time step of the code, at most one from now, or `undefined`. */
export function matchingTotpStep(secretBase32: string, code: string, epochMilliseconds: number): number | undefined {
  if (!/^[0-9]{6}$/.test(code)) return undefined;
  const secret = decodeBase32(secretBase32);
  const now = stepAt(epochMilliseconds);
  return [now, now - 1, now + 1].find((step) =>
    timingSafeEqual(Buffer.from(codeOfStep(secret, step)), Buffer.from(code)),
  );
}

export function stepAt(epochMilliseconds: number): number {
  return Math.floor(epochMilliseconds / 1000 / TOTP_STEP_SECONDS);
}

function codeOfStep(secret: Buffer, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.max(0, step)));
  const mac = createHmac('sha1', secret).update(counter).digest();
  // Dynamic truncation, RFC 4226 section 5.3.
  const offset = mac.readUInt8(mac.length - 1) & 0x0f;
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

function decodeBase32(text: string): Buffer {
  let bits = '';
  for (const character of text.toUpperCase().replace(/=+$/, '')) {
    const value = alphabet.indexOf(character);
    if (value < 0) throw new RangeError('A TOTP secret is base32: letters A to Z and digits 2 to 7.');
    bits += value.toString(2).padStart(5, '0');
  }
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}
