// Runs in APPSYNC_JS too.
import { invalidInput, type Refusal } from '../Refusal.ts';

/**
 * Returns the refusal of a group or deduplication id, or null. It takes the characters of Amazon SNS API Reference,
 * "Publish", but no space.
 */
export function validateToken(field: string, text: string | null | undefined): Refusal | null {
  if (text === null || text === undefined) return null;
  const strange = text.split('').some((character) => character < '!' || character > '~');
  if (text.length > 0 && text.length <= 128 && !strange) return null;
  return invalidInput(field, `${text.length} characters, or others than allowed`, '1–128 visible characters of ASCII');
}
