import { holdSeconds } from '../rules/breaker/holdSeconds.ts';
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
 * Deliveries that one invocation sends at a time: at 100 a second each may take 200 ms.
 * More would make single calls slower, and a slow call is more likely to be given up and repeated.
 */
const PARALLEL = 20;

/**
 * Sends the queued ones of these deliveries. Those that SNS does not take now go into the queue, with backoff. So do
 * those whose platform is held.
 */
export async function sendAll(
  ports: Ports,
  message: MessageRow,
  rows: readonly DeliveryRow[],
  large: boolean,
): Promise<void> {
  const again = new Map<number, string[]>();
  const left = Date.parse(message.expiresAt) - ports.clock.now();
  const random = ports.random();
  await inParallel(
    rows.filter(({ status }) => status === 'QUEUED'),
    PARALLEL,
    async (row) => {
      const delivered = await deliverOne(ports, message, row);
      if (delivered.kind === 'done') return;
      const seconds =
        delivered.kind === 'held'
          ? holdSeconds(delivered.seconds, left, random)
          : Math.ceil(delivered.seconds * (1 + random));
      again.set(seconds, [...(again.get(seconds) ?? []), row.deviceId]);
    },
  );
  for (const [seconds, deviceIds] of again) {
    await ports.queue.add(deliverWork(message.id, deviceIds, large), seconds);
  }
}
