// Runs in APPSYNC_JS too.
import { parseJson } from '#language';

/**
 * Returns the value of an AWSJSON argument, null where it is left out. It arrives parsed; a string is one that the client encoded twice.
 * What is not JSON becomes an empty text, which no member takes.
 */
export function parseJsonMember<T>(value: unknown): T | null {
  if (value === null || value === undefined) return null;
  return (typeof value === 'string' ? parseJson(value) : value) as T;
}
