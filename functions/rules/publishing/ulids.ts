const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** `count` ULIDs (github.com/ulid/spec) of one moment, ascending. `entropy`: 10 random bytes. */
export function ulids(now: number, count: number, entropy: Uint8Array): readonly string[] {
  const bytes = Buffer.from(entropy).toString('hex');
  // The top bit stays clear, so that counting up cannot overflow.
  const random = BigInt(`0x${bytes}`) >> 1n;
  return Array.from({ length: count }, (_, index) => encode((BigInt(now) << 80n) + random + BigInt(index)));
}

function encode(value: bigint): string {
  return Array.from({ length: 26 }, (_, index) => digits[Number((value >> BigInt(5 * (25 - index))) & 31n)]).join('');
}
