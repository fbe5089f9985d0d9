import type { DeliveryLedger } from '../delivery/DeliveryLedger.ts';
import { endAll } from '../delivery/endQueued.ts';
import type { MessageStore } from '../delivery/MessageStore.ts';
import type { Clock } from '../rules/Clock.ts';
import type { MessageRow } from '../rules/publishing/MessageRow.ts';

export interface Ports {
  readonly clock: Clock;
  readonly ledger: Pick<DeliveryLedger, 'inStates' | 'endUnsent' | 'read'>;
  readonly messages: Pick<MessageStore, 'read'>;
}

export interface Cancellation {
  readonly message: MessageRow | null;
  readonly cancelledDeliveries: number;
}

/** AppSync waits 30 seconds for an answer. The message's stream cancels what is left after this time. */
const MILLISECONDS = 15_000;

/**
 * Cancels the queued deliveries of a message that was cancelled. Returns the number of cancelled deliveries.
 * The number counts those that others cancel at the same time too, so a repetition returns the same.
 */
export async function cancelDeliveries(ports: Ports, messageId: string): Promise<Cancellation> {
  const { clock, ledger, messages } = ports;
  const deadline = clock.now() + MILLISECONDS;
  let cancelledDeliveries = 0;
  for await (const rows of ledger.inStates(messageId, ['QUEUED', 'CANCELLED'])) {
    const queued = rows.filter(({ status }) => status === 'QUEUED');
    const ended = await endAll(ports, queued, { status: 'CANCELLED' });
    cancelledDeliveries += rows.length - queued.length + ended;
    if (ended < queued.length) cancelledDeliveries += (await countCancelled(ports, messageId, queued)) - ended;
    if (clock.now() >= deadline) break;
  }
  return { message: await messages.read(messageId), cancelledDeliveries };
}

async function countCancelled(
  { ledger }: Ports,
  messageId: string,
  rows: readonly { readonly deviceId: string }[],
): Promise<number> {
  const deviceIds = rows.map(({ deviceId }) => deviceId);
  const now = await ledger.read(messageId, deviceIds);
  return now.filter(({ status }) => status === 'CANCELLED').length;
}
