/** The CBOR items (RFC 8949) of a WebAuthn attestation. */
export type CborValue =
  | number
  | string
  | boolean
  | null
  | Buffer
  | readonly CborValue[]
  | ReadonlyMap<CborValue, CborValue>;

/**
 * Decodes the first item of definite length, the only kind in CTAP2's canonical CBOR, and returns where it ends.
 * Throws RangeError for an item that is cut off, nested deeper than 16, or of a type that WebAuthn does not use.
 */
export function decodeCbor(bytes: Buffer, start = 0, depth = 0): { readonly value: CborValue; readonly end: number } {
  if (depth > 16) throw new RangeError('CBOR is nested too deeply.');
  const first = bytes.readUInt8(start);
  const major = first >> 5;
  const { argument, end } = readArgument(bytes, start, first & 0x1f);
  switch (major) {
    case 0:
      return { value: argument, end };
    case 1:
      return { value: -1 - argument, end };
    case 2:
      return { value: slice(bytes, end, argument), end: end + argument };
    case 3:
      return { value: slice(bytes, end, argument).toString('utf8'), end: end + argument };
    case 4: {
      const list: CborValue[] = [];
      let at = end;
      for (let index = 0; index < argument; index++) {
        const item = decodeCbor(bytes, at, depth + 1);
        list.push(item.value);
        at = item.end;
      }
      return { value: list, end: at };
    }
    case 5: {
      const map = new Map<CborValue, CborValue>();
      let at = end;
      for (let index = 0; index < argument; index++) {
        const key = decodeCbor(bytes, at, depth + 1);
        const item = decodeCbor(bytes, key.end, depth + 1);
        map.set(key.value, item.value);
        at = item.end;
      }
      return { value: map, end: at };
    }
    case 7:
      if (argument === 20 || argument === 21) return { value: argument === 21, end };
      if (argument === 22) return { value: null, end };
      throw new RangeError('CBOR simple value is not supported.');
    default:
      throw new RangeError('CBOR tags are not supported.');
  }
}

function readArgument(
  bytes: Buffer,
  start: number,
  short: number,
): { readonly argument: number; readonly end: number } {
  if (short < 24) return { argument: short, end: start + 1 };
  if (short === 24) return { argument: bytes.readUInt8(start + 1), end: start + 2 };
  if (short === 25) return { argument: bytes.readUInt16BE(start + 1), end: start + 3 };
  if (short === 26) return { argument: bytes.readUInt32BE(start + 1), end: start + 5 };
  throw new RangeError('CBOR length is not supported.');
}

function slice(bytes: Buffer, start: number, length: number): Buffer {
  if (start + length > bytes.length) throw new RangeError('CBOR is cut off.');
  return bytes.subarray(start, start + length);
}
