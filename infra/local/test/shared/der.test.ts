import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bitString, integer, objectIdentifier, octetString, time } from '../../shared/der.ts';

const hex = (buffer: Buffer) => buffer.toString('hex');

describe('DER', () => {
  it('writes integers in as few bytes as keep them positive', () => {
    expect(hex(integer(Buffer.from([0])))).toBe('020100');
    expect(hex(integer(Buffer.from([0, 0, 0x7f])))).toBe('02017f');
    expect(hex(integer(Buffer.from([0x80])))).toBe('02020080');
  });

  it('writes the length in as few bytes as it takes', () => {
    expect(hex(octetString(Buffer.alloc(0x7f)).subarray(0, 2))).toBe('047f');
    expect(hex(octetString(Buffer.alloc(0x80)).subarray(0, 3))).toBe('048180');
    expect(hex(octetString(Buffer.alloc(0x1234)).subarray(0, 4))).toBe('04821234');
  });

  it('holds its content whole, whatever the length', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) =>
        bitString(Buffer.from(bytes))
          .subarray(-bytes.length - 1)
          .equals(Buffer.from([0, ...bytes])),
      ),
    );
  });

  it('writes object identifiers in base 128', () => {
    expect(hex(objectIdentifier('1.2.840.10045.4.3.2'))).toBe('06082a8648ce3d040302');
    expect(hex(objectIdentifier('2.5.29.17'))).toBe('0603551d11');
  });

  it('changes the form of times in 2050', () => {
    expect(time(new Date('2049-12-31T23:59:59.9Z')).toString('latin1')).toBe('\u0017\r491231235959Z');
    expect(time(new Date('2050-01-01T00:00:00Z')).toString('latin1')).toBe('\u0018\u000f20500101000000Z');
  });
});
