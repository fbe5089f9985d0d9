import type { Clock } from '../domain/Clock.ts';
import type { DeliveryRow } from '../domain/delivery/DeliveryRow.ts';
import type { DeliveryLedger, UnsentEnd } from './DeliveryLedger.ts';
import { inParallel } from './inParallel.ts';

export interface Ports {
  readonly clock: Clock;
  readonly ledger: Pick<DeliveryLedger, 'queued' | 'endUnsent'>;
}

const PARALLEL = 40;

/** Ends these deliveries as far as nobody has sent or is sending them. Answers how many. */
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

/** What `endQueued` came to. */
export interface Ended {
  readonly ended: number;
  /** Whether none is left: neither one that is being sent, nor one beyond the deadline. */
  readonly complete: boolean;
}

/** Ends all of a message's queued deliveries that nobody is sending, as far as it gets by `deadline`, in epoch milliseconds. */
export async function endQueued(
  ports: Ports,
  messageId: string,
  end: UnsentEnd,
  deadline = Number.POSITIVE_INFINITY,
): Promise<Ended> {
  let ended = 0;
  let seen = 0;
  for await (const rows of ports.ledger.queued(messageId)) {
    seen += rows.length;
    ended += await endAll(ports, rows, end);
    if (ports.clock.now() >= deadline) return { ended, complete: false };
  }
  return { ended, complete: ended === seen };
}
