// Runs in APPSYNC_JS too.
import { isWithin } from '../isWithin.ts';
import { invalidInput, type Refusal } from '../Refusal.ts';

/**
 * Returns the refusal of a group or deduplication id, or null. It takes the characters of Amazon SNS API Reference,
 * "Publish", but no space.
 */
export function validateToken(field: string, text: string | null | undefined): Refusal | null {
  if (text === null || text === undefined || isWithin(text, 128, '!', '~')) return null;
  return invalidInput(field, `${text.length} characters, or others than allowed`, '1–128 visible characters of ASCII');
}
