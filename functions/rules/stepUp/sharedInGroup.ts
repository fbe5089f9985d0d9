// Runs in APPSYNC_JS too.
import type { StepUpGrantRow, StepUpSessionRow } from './StepUpRows.ts';

/** Names of a session row's attributes for a group; for operations without one, of what they share. */
export function sessionAttributes(group: string | undefined) {
  const name = group ?? '';
  return { proof: `proof:${name}`, answers: `answers:${name}`, lockedUntil: `lockedUntil:${name}` } as const;
}

/** A challenge with the wrong answers and the lock of its whole group: whoever guesses gets no more attempts by going from operation to operation. */
export function sharedInGroup<Row extends Pick<StepUpGrantRow, 'group' | 'attempts' | 'lockedUntil'>>(
  row: Row,
  session: StepUpSessionRow | null,
): Row {
  if (row.group === undefined || session === null) return row;
  const names = sessionAttributes(row.group);
  const lockedUntil = Math.max(row.lockedUntil ?? 0, session[names.lockedUntil] ?? 0);
  return {
    ...row,
    attempts: Math.max(row.attempts, session[names.answers] ?? 0),
    ...(lockedUntil > 0 ? { lockedUntil } : {}),
  };
}
