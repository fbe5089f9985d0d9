import type { AuditLogRow } from '../../functions/rules/audit/AuditLogRow.ts';
import type { AuditLogEntry } from '../../schema/generated/types.ts';

/** Returns an act as the API shows it. */
export function auditLogEntryOf(row: AuditLogRow): AuditLogEntry {
  const { id, at, operation, target, changes, challengeId } = row;
  return {
    id,
    at,
    actor: {
      id: row.actor,
      username: row.username ?? null,
      clientId: row.clientId ?? null,
      tokenId: row.tokenId ?? null,
      signInId: row.signInId ?? null,
      sessionArn: row.sessionArn ?? null,
    },
    operation,
    target,
    changes: changes.map(({ name, before, after }) => ({ name, before: before ?? null, after: after ?? null })),
    challengeId: challengeId ?? null,
  };
}
