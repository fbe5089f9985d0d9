// Runs in APPSYNC_JS too.
import type { AskedOperation } from '../keys.ts';
import type { StepUpGrantRow, StepUpSessionRow } from './StepUpRows.ts';

/**
 * Returns the names of a session row's attributes for a step-up group, or for one operation without a group, which
 * another service has for itself. An operation's name has a dot or a colon and a group's has neither: no two are alike.
 */
export function sessionAttributes({
  group,
  operation,
  service,
}: AskedOperation & { readonly group?: string | undefined }) {
  const name = group ?? (service ? `${operation} ${service}` : operation);
  return { proof: `proof:${name}`, answers: `answers:${name}`, lockedUntil: `lockedUntil:${name}` } as const;
}

/**
 * Returns a challenge with the wrong answers and the lock of its whole step-up group.
 * So guessing at one operation after the other brings no more attempts.
 */
export function sharedInGroup<
  Row extends Pick<StepUpGrantRow, 'group' | 'operation' | 'service' | 'attempts' | 'lockedUntil'>,
>(row: Row, session: StepUpSessionRow | null): Row {
  if (row.group === undefined || session === null) return row;
  const names = sessionAttributes(row);
  const lockedUntil = Math.max(row.lockedUntil ?? 0, session[names.lockedUntil] ?? 0);
  return {
    ...row,
    attempts: Math.max(row.attempts, session[names.answers] ?? 0),
    ...(lockedUntil > 0 ? { lockedUntil } : {}),
  };
}
