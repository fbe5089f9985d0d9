import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDecimals,
  compareDecimals,
  encodeDecimal,
  formatDecimal,
  negate,
  parseDecimal,
} from '../../dynamodb/values/Decimal.ts';

/** A number of up to 18 digits times a power of ten, and the same as an integer at a common scale. */
const numbers = fc
  .record({
    coefficient: fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }),
    exponent: fc.integer({ min: -60, max: 60 }),
  })
  .map(({ coefficient, exponent }) => ({
    text: `${coefficient}e${exponent}`,
    scaled: coefficient * 10n ** BigInt(exponent + 60),
  }));

const sign = (value: bigint | number): number => (value > 0 ? 1 : value < 0 ? -1 : 0);

describe('Decimal', () => {
  it.each([
    ['0', '0'],
    ['-0.000', '0'],
    ['+1.50', '1.5'],
    ['.5', '0.5'],
    ['5.', '5'],
    ['1E3', '1000'],
    ['-12.30e-2', '-0.123'],
    ['1e125', `1${'0'.repeat(125)}`],
    ['1E-130', `0.${'0'.repeat(129)}1`],
  ])('writes %s as %s', (given, canonical) => {
    expect(formatDecimal(parseDecimal(given))).toBe(canonical);
  });

  it.each([
    ['', 'The parameter cannot be converted to a numeric value'],
    ['abc', 'The parameter cannot be converted to a numeric value: abc'],
    ['.', 'The parameter cannot be converted to a numeric value: .'],
    ['1e126', 'Number overflow. Attempting to store a number with magnitude larger than supported range'],
    ['1e-131', 'Number underflow. Attempting to store a number with magnitude smaller than supported range'],
    ['1'.repeat(39), 'Attempting to store more than 38 significant digits in a Number'],
  ])('refuses %j', (given, message) => {
    expect(() => parseDecimal(given)).toThrow(expect.objectContaining({ code: 'ValidationException', message }));
  });

  it('orders, and encodes in the same order, as the exact integers do', () => {
    fc.assert(
      fc.property(numbers, numbers, (left, right) => {
        const expected = sign(left.scaled - right.scaled);
        const [a, b] = [parseDecimal(left.text), parseDecimal(right.text)];
        expect(sign(compareDecimals(a, b))).toBe(expected);
        expect(sign(Buffer.compare(encodeDecimal(a), encodeDecimal(b)))).toBe(expected);
      }),
    );
  });

  it('adds and subtracts exactly', () => {
    const small = fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n });
    fc.assert(
      fc.property(small, small, (left, right) => {
        const [a, b] = [parseDecimal(`${left}e-7`), parseDecimal(`${right}e-7`)];
        expect(formatDecimal(addDecimals(a, b))).toBe(formatDecimal(parseDecimal(`${left + right}e-7`)));
        expect(formatDecimal(addDecimals(a, negate(b)))).toBe(formatDecimal(parseDecimal(`${left - right}e-7`)));
      }),
    );
  });

  it('reads its own notation back', () => {
    fc.assert(
      fc.property(numbers, ({ text }) => {
        const decimal = parseDecimal(text);
        expect(parseDecimal(formatDecimal(decimal))).toEqual(decimal);
      }),
    );
  });
});
