import { parseDateTime, validateDateTime } from '../../functions/rules/parseDateTime.ts';
import { earliestUlid } from '../../functions/rules/publishing/timeIndex.ts';
import { refuse } from './refuse.ts';

/**
 * Returns what is not above the id of any message that was accepted at the time `since` or later; '' without a time.
 * Ends with `InvalidInput` for a time without an offset.
 */
export function sinceUlid(since: string | null | undefined): string {
  if (since === null || since === undefined) return '';
  refuse(validateDateTime('since', since));
  return earliestUlid(parseDateTime(since) ?? 0);
}
