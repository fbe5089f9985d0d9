import { createHash } from 'node:crypto';

/** An id of 26 lower-case letters and digits, as AppSync's are, the same for the same name at every start. */
export function stableId(name: string): string {
  const digest = createHash('sha256').update(name).digest('hex');
  return BigInt(`0x${digest}`).toString(36).padStart(26, '0').slice(0, 26);
}
