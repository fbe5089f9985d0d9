import type { Clock } from '../rules/Clock.ts';
import type { DeliveryRow } from '../rules/delivery/DeliveryRow.ts';
import type { DeliveryLedger } from './DeliveryLedger.ts';

/** Reads deliveries for sending. Opens abandoned ones again, since only a redrive asks for those. */
export async function readOpen(
  { clock, ledger }: { readonly clock: Clock; readonly ledger: Pick<DeliveryLedger, 'read' | 'reopen'> },
  messageId: string,
  deviceIds: readonly string[],
): Promise<readonly DeliveryRow[]> {
  const rows = await ledger.read(messageId, deviceIds);
  const abandoned = rows.filter((row) => row.status === 'FAILED' && row.abandoned === true);
  if (abandoned.length === 0) return rows;
  for (const row of abandoned) await ledger.reopen(row, clock.now());
  return ledger.read(messageId, deviceIds);
}
