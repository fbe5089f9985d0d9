// Runs in APPSYNC_JS too.

import { invalidInput, type Refusal } from '../Refusal.ts';
import { messageLimits } from './messageLimits.ts';

/** Returns why a text is no idempotency key, or null. */
export function validateIdempotencyKey(key: string): Refusal | null {
  const strange = key.split('').some((character) => character < ' ' || character > '~');
  if (key.length >= 1 && key.length <= messageLimits.idempotencyKey && !strange) return null;
  const limit = `1–${messageLimits.idempotencyKey} characters of printable ASCII`;
  return invalidInput('input.idempotencyKey', `${key.length} characters, or others than allowed`, limit);
}
