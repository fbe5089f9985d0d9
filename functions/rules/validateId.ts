// Runs in APPSYNC_JS too.
import { invalidInput, type Refusal } from './Refusal.ts';

/** The longest id that Heliograph or Cognito gives, and that an app may choose. */
export const LONGEST_ID = 128;

/** Returns the refusal of a text that is too long for an id, or empty; or null. DynamoDB refuses such keys. */
export function validateId(field: string, id: string, longest: number): Refusal | null {
  if (id.length >= 1 && id.length <= longest) return null;
  return invalidInput(field, `${id.length} characters`, `1–${longest} characters`);
}
