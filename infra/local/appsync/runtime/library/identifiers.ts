import { randomFillSync } from 'node:crypto';

const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const base62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** KSUID counts seconds from this moment: 2014-05-13T16:53:20Z. */
const KSUID_EPOCH_SECONDS = 1_400_000_000;

/** Filled for many ids at once, because a call of the system's generator costs more than the id. */
const pool = Buffer.alloc(4096);
let used = pool.length;

let lastTime = -1;
let lastRandom = 0n;

/**
 * Returns a ULID (github.com/ulid/spec): 26 characters that sort by time, and within a millisecond in order of
 * creation.
 */
export function ulid(now: number): string {
  if (now !== lastTime) {
    lastTime = now;
    // The top bit stays clear, so that counting up within the millisecond cannot overflow.
    lastRandom = BigInt(`0x${randomHex(10)}`) >> 1n;
  } else {
    lastRandom += 1n;
  }
  return digits((BigInt(lastTime) << 80n) | lastRandom, crockford, 26);
}

/** Returns a KSUID (github.com/segmentio/ksuid): 27 characters that sort by second. */
export function ksuid(now: number): string {
  const seconds = BigInt(Math.floor(now / 1000) - KSUID_EPOCH_SECONDS);
  return digits((seconds << 128n) | BigInt(`0x${randomHex(16)}`), base62, 27);
}

function digits(value: bigint, alphabet: string, length: number): string {
  const base = BigInt(alphabet.length);
  let rest = value;
  let text = '';
  for (let index = 0; index < length; index++) {
    text = alphabet.charAt(Number(rest % base)) + text;
    rest /= base;
  }
  return text;
}

/** Returns random bytes in hexadecimal, each only once. */
function randomHex(bytes: number): string {
  if (used + bytes > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += bytes;
  return pool.toString('hex', used - bytes, used);
}
