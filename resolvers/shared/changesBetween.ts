import type { AuditChange } from '../../functions/rules/audit/AuditLogRow.ts';
import { canonicalForm } from './canonicalArguments.ts';

/** The members of a target that admins change, by their names in the API. */
export type Audited = Readonly<Record<string, unknown>>;

/** Returns the members that differ. `before` null: the target was made; `after` null: it is gone. */
export function changesBetween(before: Audited | null, after: Audited | null): AuditChange[] {
  const was = before ?? {};
  const is = after ?? {};
  return Object.keys({ ...was, ...is })
    .filter((name) => canonicalForm(was[name] ?? null) !== canonicalForm(is[name] ?? null))
    .map((name) => ({ name, ...textOf('before', was[name]), ...textOf('after', is[name]) }));
}

function textOf(side: 'before' | 'after', value: unknown): Partial<AuditChange> {
  return value === undefined || value === null ? {} : { [side]: JSON.stringify(value) };
}
