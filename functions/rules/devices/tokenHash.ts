import { createHash } from 'node:crypto';

/** Returns the SHA-256 of a token, in hexadecimal. Keys hold it: a token is secret, and may be too long for a key. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
