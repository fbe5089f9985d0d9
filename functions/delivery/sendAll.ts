import type { DeliveryRow } from '../rules/delivery/DeliveryRow.ts';
import type { MessageRow } from '../rules/publishing/MessageRow.ts';
import type { Undelivered } from './Delivered.ts';
import { type Ports as DeliverPorts, deliverOne } from './deliverOne.ts';
import { inParallel } from './inParallel.ts';
import { pauseOf } from './pauseOf.ts';
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
 * After so long no delivery is begun. One that is begun then, waits for its turn and gets no answer of SNS still ends
 * within the 30 seconds of the function. If that ended first, the answers on their way would be lost.
 */
const BEGIN_MILLISECONDS = 8_000;

const notBegun: Undelivered = { kind: 'later', seconds: 1 };

/**
 * Sends the queued ones of these deliveries. Those that SNS does not take now, or whose platform is held, go back into
 * the queue, those of a platform together. So a piece of work becomes no more pieces than there are platforms.
 */
export async function sendAll(
  ports: Ports,
  message: MessageRow,
  rows: readonly DeliveryRow[],
  large: boolean,
): Promise<void> {
  const waiting: { readonly row: DeliveryRow; readonly delivered: Undelivered }[] = [];
  const jitter = ports.random();
  const last = ports.clock.now() + BEGIN_MILLISECONDS;
  await inParallel(
    rows.filter(({ status }) => status === 'QUEUED'),
    PARALLEL,
    async (row) => {
      const delivered = ports.clock.now() > last ? notBegun : await deliverOne(ports, message, row, jitter);
      if (delivered.kind !== 'done') waiting.push({ row, delivered });
    },
  );
  for (const together of Map.groupBy(waiting, ({ row }) => row.platform).values()) {
    const work = deliverWork(
      message.id,
      together.map(({ row }) => row.deviceId),
      large,
    );
    await ports.queue.add(work, pauseOf(together.map(({ delivered }) => delivered)));
  }
}
