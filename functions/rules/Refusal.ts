// Runs in APPSYNC_JS too.
import type { Problem } from './Problem.ts';

/** Why something is not done, as the caller is told: an error's `errorType`, `message` and `errorInfo`. */
export interface Refusal {
  readonly errorType: string;
  readonly message: string;
  readonly errorInfo: Readonly<Record<string, unknown>>;
}

/** A problem as the refusal `InvalidInput`, if there is one. */
export function invalidInput(found: Problem | null): Refusal | null {
  if (found === null) return null;
  const { message, field, given, limit } = found;
  return { errorType: 'InvalidInput', message, errorInfo: { field, given, limit } };
}
