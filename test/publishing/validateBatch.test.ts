import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backoff } from '../../functions/rules/publishing/backoff.ts';
import { ulids } from '../../functions/rules/publishing/ulids.ts';
import {
  validateBatchIds,
  validateBatchLength,
  validateBatchSize,
} from '../../functions/rules/publishing/validateBatch.ts';

const ids = (count: number) => Array.from({ length: count }, (_, index) => `entry-${index}`);

describe('a batch', () => {
  it.each([
    ['no entries', [], 'EmptyBatchRequest'],
    ['101 entries', ids(101), 'TooManyEntriesInBatchRequest'],
    ['an id twice', ['a', 'b', 'a'], 'BatchEntryIdsNotDistinct'],
    ['an empty id', [''], 'InvalidBatchEntryId'],
    ['a long id', ['a'.repeat(81)], 'InvalidBatchEntryId'],
    ['a strange id', ['a', 'b.c'], 'InvalidBatchEntryId'],
  ])('is refused with %s', (_, given, errorType) => {
    expect((validateBatchLength(given.length) ?? validateBatchIds(given))?.errorType).toBe(errorType);
  });

  it('may have 100 entries, an id of 80 characters, and names that objects have', () => {
    expect(validateBatchLength(100) ?? validateBatchIds(ids(100))).toBeNull();
    expect(validateBatchIds(['a'.repeat(80), '__proto__', 'constructor', 'A_-9'])).toBeNull();
  });

  it('may have 256 KiB', () => {
    expect(validateBatchSize(262_144)).toBeNull();
    expect(validateBatchSize(262_145)?.errorType).toBe('BatchRequestTooLong');
  });
});

it('waits at most twice as long after each failure, and at most 2 seconds', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 20 }),
      fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      (attempt, random) => {
        const wait = backoff(attempt, random);
        expect(wait).toBeGreaterThanOrEqual(0);
        expect(wait).toBeLessThan(Math.min(2000, 50 * 2 ** attempt) + 1);
      },
    ),
  );
});

it('makes ascending ULIDs of one moment', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 2 ** 48 - 1 }),
      fc.uint8Array({ minLength: 10, maxLength: 10 }),
      (now, entropy) => {
        const made = ulids(now, 100, entropy);
        expect(made).toEqual([...new Set(made)].toSorted());
        expect(made.every((id) => /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/.test(id))).toBe(true);
      },
    ),
  );
  expect(ulids(Date.parse('2016-07-30T23:54:10.259Z'), 1, new Uint8Array(10))).toEqual(['01ARZ3NDEK0000000000000000']);
});
