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

/** AppSync waits 30 seconds for an answer. What a large audience has left after this is cancelled behind the message's stream, as it is after a crash. */
const MILLISECONDS = 15_000;

/**
 * Cancels the queued deliveries of a message that was cancelled. Answers how many are cancelled now, as far as it came: whoever else takes part, the
 * message's stream and those who were about to send, it is the same number, and so it is when the call is repeated.
 */
export async function cancelDeliveries(
  ports: Ports,
  messageId: string,
): Promise<{ readonly message: MessageRow | null; readonly cancelledDeliveries: number }> {
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

/** How many of these are cancelled now, by whomever. */
async function countCancelled(
  { ledger }: Ports,
  messageId: string,
  rows: readonly { readonly deviceId: string }[],
): Promise<number> {
  const now = await ledger.read(
    messageId,
    rows.map(({ deviceId }) => deviceId),
  );
  return now.filter(({ status }) => status === 'CANCELLED').length;
}
