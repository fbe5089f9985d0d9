import type { DeliveryRow } from '../rules/delivery/DeliveryRow.ts';
import type { DeliveryLedger } from './DeliveryLedger.ts';
import { inParallel } from './inParallel.ts';

const PARALLEL = 10;

/** Notes that these deliveries left the order of their message group. Those that did before stay as they are. */
export async function noteLate(
  { ledger }: { readonly ledger: Pick<DeliveryLedger, 'noteLate'> },
  rows: readonly DeliveryRow[],
): Promise<void> {
  const fresh = rows.filter(({ late }) => late !== true);
  await inParallel(fresh, PARALLEL, (row) => ledger.noteLate(row));
}
