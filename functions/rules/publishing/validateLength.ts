// Runs in APPSYNC_JS too.
import { invalidInput, type Refusal } from '../Refusal.ts';

/** Returns the refusal of a text of more than `limit` UTF-16 code units, or null. */
export function validateLength(field: string, text: string | null | undefined, limit: number): Refusal | null {
  const length = (text ?? '').length;
  return length > limit ? invalidInput(field, `${length} characters`, `at most ${limit} characters`) : null;
}
