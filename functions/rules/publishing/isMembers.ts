// Runs in APPSYNC_JS too, which has no Array.isArray.
import type { JsonMembers } from './MessageContent.ts';

/** Returns whether a value of JSON is an object. It has passed `validateShape`. */
export function isMembers(value: unknown): value is JsonMembers {
  return typeof value === 'object' && value !== null && !JSON.stringify(value).startsWith('[');
}
