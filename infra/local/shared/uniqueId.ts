import { createHash } from 'node:crypto';

/** Returns one of IAM's unique ids (`AROA…`), the same for the same seed at every start. */
export function uniqueId(prefix: 'AROA' | 'ANPA', seed: string): string {
  const digest = createHash('sha256').update(seed).digest('hex').toUpperCase();
  return prefix + digest.slice(0, 17);
}
