// Runs in APPSYNC_JS too.
import { isWithin } from '../isWithin.ts';
import { invalidInput, type Refusal } from '../Refusal.ts';
import { messageLimits } from './messageLimits.ts';

/** Returns why a text is no idempotency key, or null. */
export function validateIdempotencyKey(key: string): Refusal | null {
  if (isWithin(key, messageLimits.idempotencyKey, ' ', '~')) return null;
  const limit = `1–${messageLimits.idempotencyKey} characters of printable ASCII`;
  return invalidInput('input.idempotencyKey', `${key.length} characters, or others than allowed`, limit);
}
