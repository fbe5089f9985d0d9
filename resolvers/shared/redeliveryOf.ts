import type { RedeliveryRow } from '../../functions/rules/delivery/RedeliveryRow.ts';
import type { Redelivery } from '../../schema/generated/types.ts';

/** Returns a redelivery as the API shows it. */
export function redeliveryOf(row: RedeliveryRow): Redelivery {
  const { id, messageId, reasons, status, reopened, createdAt, finishedAt } = row;
  return { id, messageId, reasons: [...reasons], status, reopened, createdAt, finishedAt: finishedAt ?? null };
}
