import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDateTime, validateDateTime } from '../../functions/rules/parseDateTime.ts';

describe('a time', () => {
  it.each([
    ['2026-11-30T16:55:30Z', '2026-11-30T16:55:30.000Z'],
    ['2026-11-30T16:55Z', '2026-11-30T16:55:00.000Z'],
    ['2026-11-30t16:55:30.5z', '2026-11-30T16:55:30.500Z'],
    ['2026-11-30T16:55:30.Z', '2026-11-30T16:55:30.000Z'],
    ['2026-11-30T16:55:30.123456789012Z', '2026-11-30T16:55:30.123Z'],
    ['2026-11-30T16:55:30+01:00', '2026-11-30T15:55:30.000Z'],
    ['2026-11-30T16:55:30-01:30:15', '2026-11-30T18:25:45.000Z'],
    ['2024-02-29T00:00:00-18:00', '2024-02-29T18:00:00.000Z'],
    ['0000-03-01T00:00:00Z', '0000-03-01T00:00:00.000Z'],
    ['9999-12-31T23:59:59Z', '9999-12-31T23:59:59.000Z'],
  ])('%s is %s', (text, time) => {
    expect(new Date(parseDateTime(text) ?? Number.NaN).toISOString()).toBe(time);
    expect(validateDateTime('x', text)).toBeNull();
  });

  it.each([
    '',
    '2026-11-30',
    '2026-11-30T16:55:30',
    '2026-11-30T16:55',
    '12026-11-30T16:55:30Z',
    '+2026-11-30T16:55:30Z',
    '-2026-11-30T16:55:30Z',
    '2026-02-29T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '2026-00-01T00:00:00Z',
    '2026-01-00T00:00:00Z',
    '2026-01-01T24:00:00Z',
    '2026-01-01T00:60:00Z',
    '2026-01-01T00:00:00+19:00',
    '2026-01-01T00:00:00+',
    '2026-01-01T00:00:00ZZ',
    '2026-01-01T00:00:00.0.0Z',
    '٢٠٢٦-01-01T00:00:00Z',
  ])('is not %j', (text) => {
    expect(parseDateTime(text)).toBeNull();
    expect(validateDateTime('input.scheduledAt', text)).toMatchObject({
      errorType: 'InvalidInput',
      errorInfo: { field: 'input.scheduledAt', limit: expect.stringContaining('+01:00') },
    });
  });

  it('is what Date takes it for, and no text makes it throw', () => {
    const most = Date.parse('9999-12-31T23:59:59.999Z');
    fc.assert(
      fc.property(fc.date({ min: new Date(-62_167_219_200_000), max: new Date(most), noInvalidDate: true }), (date) => {
        expect(parseDateTime(date.toISOString())).toBe(date.getTime());
      }),
    );
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => Number.isFinite(parseDateTime(text) ?? 0)));
  });
});
