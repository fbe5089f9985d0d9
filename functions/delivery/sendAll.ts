import type { DeliveryRow } from '../rules/delivery/DeliveryRow.ts';
import type { MessageRow } from '../rules/publishing/MessageRow.ts';
import { type Ports as DeliverPorts, deliverOne } from './deliverOne.ts';
import { inParallel } from './inParallel.ts';
import { deliverWork, type WorkQueue } from './Work.ts';

export interface Ports extends DeliverPorts {
  readonly queue: WorkQueue;
  /** From 0 to 1. */
  readonly random: () => number;
}

/**
 * Deliveries on their way at once in one invocation: at a hundred a second (infra/aws/constructs/sendingRates.ts) each may take 200 ms. More would only
 * wait where somebody is slow, and the longer a call takes, the likelier it is given up and made again.
 */
const PARALLEL = 20;

/** Sends the queued ones of these deliveries; those that cannot be sent now go into the queue, with exponential backoff and jitter. */
export async function sendAll(
  ports: Ports,
  message: MessageRow,
  rows: readonly DeliveryRow[],
  large: boolean,
): Promise<void> {
  const again = new Map<number, string[]>();
  await inParallel(
    rows.filter(({ status }) => status === 'QUEUED'),
    PARALLEL,
    async (row) => {
      const delivered = await deliverOne(ports, message, row);
      if (delivered.kind === 'done') return;
      const { seconds } = delivered;
      again.set(seconds, [...(again.get(seconds) ?? []), row.deviceId]);
    },
  );
  for (const [seconds, deviceIds] of again) {
    await ports.queue.add(deliverWork(message.id, deviceIds, large), Math.ceil(seconds * (1 + ports.random())));
  }
}
