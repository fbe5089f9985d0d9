// Runs in APPSYNC_JS too.

import { type Problem, problem } from '../Problem.ts';
import { messageLimits } from './messageLimits.ts';

/** What keeps a text from being an idempotency key, or null. */
export function validateIdempotencyKey(key: string): Problem | null {
  const strange = key.split('').some((character) => character < ' ' || character > '~');
  if (key.length >= 1 && key.length <= messageLimits.idempotencyKey && !strange) return null;
  const limit = `1–${messageLimits.idempotencyKey} characters of printable ASCII`;
  return problem('input.idempotencyKey', `${key.length} characters, or others than allowed`, limit);
}
