import type { Clock } from '../rules/Clock.ts';
import type { DeliveryRow } from '../rules/delivery/DeliveryRow.ts';
import type { DeliveryLedger, UnsentEnd } from './DeliveryLedger.ts';
import { inParallel } from './inParallel.ts';

export interface Ports {
  readonly clock: Clock;
  readonly ledger: Pick<DeliveryLedger, 'inStates' | 'endUnsent'>;
}

const PARALLEL = 40;

/** Ends these deliveries, apart from those that are sent or claimed. Returns the number that it ended. */
export async function endAll(
  { clock, ledger }: Omit<Ports, 'ledger'> & { readonly ledger: Pick<DeliveryLedger, 'endUnsent'> },
  rows: readonly DeliveryRow[],
  end: UnsentEnd,
): Promise<number> {
  let ended = 0;
  await inParallel(rows, PARALLEL, async (row) => {
    if (await ledger.endUnsent(row, end, clock.now())) ended += 1;
  });
  return ended;
}

/** Ends a message's queued deliveries, apart from claimed ones. Returns whether none is left. */
export async function endQueued(ports: Ports, messageId: string, end: UnsentEnd): Promise<boolean> {
  let left = 0;
  for await (const rows of ports.ledger.inStates(messageId, ['QUEUED'])) {
    left += rows.length - (await endAll(ports, rows, end));
  }
  return left === 0;
}
