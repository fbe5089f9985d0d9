import { createHash } from 'node:crypto';

/** Returns an id of `length` (at most 64) characters of `alphabet`, the same for the same parts at every start. */
export function stableId(length: number, alphabet: string, ...parts: readonly string[]): string {
  const bytes = createHash('sha512').update(JSON.stringify(parts)).digest();
  let id = '';
  for (let index = 0; index < length; index++) id += alphabet.charAt(bytes.readUInt8(index) % alphabet.length);
  return id;
}

export const lowerAlphanumeric = 'abcdefghijklmnopqrstuvwxyz0123456789';
export const alphanumeric = `ABCDEFGHIJKLMNOPQRSTUVWXYZ${lowerAlphanumeric}`;
