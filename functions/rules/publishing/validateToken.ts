// Runs in APPSYNC_JS too.
import { type Problem, problem } from '../Problem.ts';

/** What is wrong with a group's or deduplication id, or null. Amazon SNS API Reference, "Publish", of which these are the characters without space. */
export function validateToken(field: string, text: string | null | undefined): Problem | null {
  if (text === null || text === undefined) return null;
  const strange = text.split('').some((character) => character < '!' || character > '~');
  if (text.length > 0 && text.length <= 128 && !strange) return null;
  return problem(field, `${text.length} characters, or others than allowed`, '1–128 visible characters of ASCII');
}
