import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodePartitionKey, encodeSortKey, prefixEnd, segmentBoundary } from '../../dynamodb/values/keyEncoding.ts';
import { runs } from '../../testing/effort.ts';

const text = fc.string({ unit: 'binary' });

describe('keyEncoding', () => {
  it('orders strings by code point and binaries by byte', () => {
    fc.assert(
      fc.property(text, text, (left, right) => {
        const points = [left, right].map((one) => Array.from(one, (character) => character.codePointAt(0) ?? 0));
        const [a = [], b = []] = points;
        const at = a.findIndex((point, index) => point !== b[index]);
        const expected = at < 0 ? Math.sign(a.length - b.length) : Math.sign((a[at] ?? 0) - (b[at] ?? -1));
        expect(Buffer.compare(encodeSortKey({ S: left }), encodeSortKey({ S: right }))).toBe(expected);
      }),
    );
    expect(Buffer.compare(encodeSortKey({ B: '/w==' }), encodeSortKey({ B: 'AQ==' }))).toBe(1);
  });

  it('ends a prefix right after everything that begins with it', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 4 }), fc.uint8Array({ maxLength: 6 }), (prefix, other) => {
        const end = prefixEnd(Buffer.from(prefix));
        const inRange = Buffer.compare(other, prefix) >= 0 && (end === undefined || Buffer.compare(other, end) < 0);
        expect(inRange).toBe(Buffer.from(other).subarray(0, prefix.length).equals(prefix));
      }),
    );
  });

  it('puts every partition key into exactly one segment', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 1000 }), (key, total) => {
        const encoded = encodePartitionKey({ S: key });
        const holders = Array.from({ length: total }, (_, segment) => segment).filter((segment) => {
          const from = segmentBoundary(segment, total);
          const before = segmentBoundary(segment + 1, total);
          return (
            (from === undefined || Buffer.compare(encoded, from) >= 0) &&
            (before === undefined || Buffer.compare(encoded, before) < 0)
          );
        });
        expect(holders).toHaveLength(1);
      }),
      runs(30),
    );
  });
});
