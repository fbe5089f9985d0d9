import { type Ports as DeliverPorts, deliverOne } from '../delivering/deliverOne.ts';
import { inParallel } from '../delivering/inParallel.ts';
import type { DeliveryChunk, DeliveryQueue } from '../dispatch/DeliveryQueue.ts';
import type { MessageStore } from '../dispatch/MessageStore.ts';

export interface Ports extends DeliverPorts {
  readonly messages: Pick<MessageStore, 'read'>;
  readonly queue: DeliveryQueue;
}

const PARALLEL = 20;
const RETRY_SECONDS = 20;

/** Sends a chunk's deliveries that are still to be sent; those that cannot be sent now go back into the queue. */
export async function deliverChunk(ports: Ports, { messageId, deviceIds }: DeliveryChunk): Promise<void> {
  const message = await ports.messages.read(messageId);
  if (message === null) return;
  const rows = await ports.ledger.read(messageId, deviceIds);
  const again: string[] = [];
  await inParallel(
    rows.filter((row) => row.status === 'QUEUED'),
    PARALLEL,
    async (row) => {
      const delivered = await deliverOne(ports, message, row);
      if (delivered.kind === 'later') again.push(row.deviceId);
    },
  );
  if (again.length > 0) await ports.queue.add([{ messageId, deviceIds: again }], RETRY_SECONDS);
}
