import type { DeliveryLedger } from '../delivering/DeliveryLedger.ts';
import { endAll, endQueued } from '../delivering/endQueued.ts';
import type { Work } from '../delivering/Work.ts';
import type { MessageStore } from '../dispatch/MessageStore.ts';
import type { Clock } from '../domain/Clock.ts';

export interface Ports {
  readonly clock: Clock;
  readonly ledger: Pick<DeliveryLedger, 'read' | 'queued' | 'endUnsent'>;
  readonly messages: Pick<MessageStore, 'fail'>;
}

const abandoned = { status: 'FAILED', reason: 'INTERNAL', abandoned: true } as const;

/**
 * Makes it known that work has failed for good: its deliveries that are still queued end `FAILED` with the reason `INTERNAL`, and if it was to make
 * deliveries, so does its message. A redrive of the work opens them again.
 */
export async function giveUp(ports: Ports, work: Work): Promise<void> {
  if (work.kind === 'deliver') {
    const rows = await ports.ledger.read(work.messageId, work.deviceIds);
    await endAll(ports, rows, abandoned);
    return;
  }
  // Of a large audience this ends deliveries too that other work is about to send: it opens them again.
  if (await ports.messages.fail(work.messageId)) await endQueued(ports, work.messageId, abandoned);
}
