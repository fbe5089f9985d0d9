import { createHash } from 'node:crypto';

/** What stands for a token in keys (`addressKey`), for it may be longer than a key and is a secret: its SHA-256 in hexadecimal. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
