import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createTotpSecret, matchingTotpStep, totpCode } from '../../cognito/totp.ts';

// The last six digits of RFC 6238 appendix B, SHA-1. The secret is the ASCII text 12345678901234567890.
const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

describe('totpCode', () => {
  test.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
    [20_000_000_000, '353130'],
  ])('at %i seconds is %s', (seconds, code) => {
    expect(totpCode(secret, seconds * 1000)).toBe(code);
  });

  test('refuses a secret that is not base32', () => {
    expect(() => totpCode('not base32!', 0)).toThrow(RangeError);
  });
});

test('a secret has 20 bytes, and its codes match one step to either side and no further', () => {
  fc.assert(
    fc.property(fc.integer({ min: 10, max: 1e8 }), fc.integer({ min: -3, max: 3 }), (step, distance) => {
      const own = createTotpSecret();
      const code = totpCode(own, (step + distance) * 30_000);
      const match = matchingTotpStep(own, code, step * 30_000 + 29_999);
      // One time in a million another step has the same code. Then it is within reach too.
      if (Math.abs(distance) <= 1) return match !== undefined && own.length === 32;
      return match === undefined || totpCode(own, match * 30_000) === code;
    }),
  );
});
