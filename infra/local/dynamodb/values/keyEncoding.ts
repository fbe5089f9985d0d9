import { crc32 } from 'node:zlib';
import { type AttributeValue, typeOf } from './AttributeValue.ts';
import { compareDecimals, encodeDecimal, parseDecimal } from './Decimal.ts';

/** Returns bytes that sort as DynamoDB's sort keys: strings by UTF-8, binaries as unsigned bytes, numbers by value. */
export function encodeSortKey(value: AttributeValue): Buffer {
  if ('S' in value) return Buffer.from(value.S, 'utf8');
  if ('N' in value) return encodeDecimal(parseDecimal(value.N));
  if ('B' in value) return Buffer.from(value.B, 'base64');
  throw new TypeError(`${typeOf(value)} is no key type`);
}

/**
 * Returns a partition key behind four bytes of its hash.
 * Partitions so have no useful order, as in DynamoDB, and a segment of a parallel scan is one range.
 */
export function encodePartitionKey(value: AttributeValue): Buffer {
  const key = encodeSortKey(value);
  const encoded = Buffer.allocUnsafe(key.length + 4);
  encoded.writeUInt32BE(crc32(key), 0);
  key.copy(encoded, 4);
  return encoded;
}

/**
 * Returns the smallest encoded partition key of `segment` among `total`, `undefined` for the end of the last segment.
 */
export function segmentBoundary(segment: number, total: number): Buffer | undefined {
  if (segment >= total) return undefined;
  const boundary = Buffer.alloc(4);
  boundary.writeUInt32BE(Math.floor((segment * 2 ** 32) / total), 0);
  return boundary;
}

/** Returns the least byte string above every string with this prefix, `undefined` if there is none. */
export function prefixEnd(prefix: Buffer): Buffer | undefined {
  for (let last = prefix.length - 1; last >= 0; last -= 1) {
    const byte = prefix[last] ?? 0xff;
    if (byte !== 0xff) {
      const end = Buffer.from(prefix.subarray(0, last + 1));
      end[last] = byte + 1;
      return end;
    }
  }
  return undefined;
}

/** Compares two scalars of one type. Returns `undefined` if they have no order. */
export function compareScalars(left: AttributeValue, right: AttributeValue): number | undefined {
  if ('N' in left && 'N' in right) return compareDecimals(parseDecimal(left.N), parseDecimal(right.N));
  if (('S' in left && 'S' in right) || ('B' in left && 'B' in right)) {
    return Buffer.compare(encodeSortKey(left), encodeSortKey(right));
  }
  return undefined;
}
