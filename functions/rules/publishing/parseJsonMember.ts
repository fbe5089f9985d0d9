// Runs in APPSYNC_JS too.
import { parseJson } from '#language';

/**
 * Returns the value of an AWSJSON argument, or null if it is left out. The argument arrives parsed.
 * If it is a string, the client encoded it twice.
 */
export function parseJsonMember<T>(value: unknown): T | null {
  if (value === null || value === undefined) return null;
  return (typeof value === 'string' ? parseJson(value) : value) as T;
}
