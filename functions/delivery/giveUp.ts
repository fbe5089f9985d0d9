import type { OrderStore } from '../ordering/OrderStore.ts';
import type { Clock } from '../rules/Clock.ts';
import type { DeliveryLedger } from './DeliveryLedger.ts';
import { endAll, endQueued } from './endQueued.ts';
import type { MessageStore } from './MessageStore.ts';
import { type Work, type WorkQueue, wakesOf } from './Work.ts';

export interface Ports {
  readonly clock: Clock;
  readonly ledger: Pick<DeliveryLedger, 'read' | 'inStates' | 'endUnsent'>;
  readonly messages: Pick<MessageStore, 'fail' | 'read'>;
  readonly order: Pick<OrderStore, 'first' | 'remove'>;
  readonly queue: WorkQueue;
}

const abandoned = { status: 'FAILED', reason: 'INTERNAL', abandoned: true } as const;

/**
 * Makes it known that work has failed for good: its deliveries that are still queued end `FAILED` with the reason `INTERNAL`, and if it was to make
 * deliveries, so does its message. Answers what to keep: a redrive of it opens them again. Of a group that is sent in order it is the first message that
 * failed; the group goes on without it, and the redrive sends it late. Null where there is nothing to keep.
 */
export async function giveUp(ports: Ports, work: Work): Promise<Work | null> {
  if (work.kind === 'wake') return giveUpFirst(ports, work.group);
  if (work.kind === 'deliver') {
    const rows = await ports.ledger.read(work.messageId, work.deviceIds);
    await endAll(ports, rows, abandoned);
    return work;
  }
  // Of a large audience this ends deliveries too that other work is about to send: it opens them again.
  if (await ports.messages.fail(work.messageId)) await endQueued(ports, work.messageId, abandoned);
  const message = await ports.messages.read(work.messageId);
  // Those who wait behind it in its groups.
  if (message !== null) await ports.queue.add(wakesOf(message));
  return work;
}

async function giveUpFirst(ports: Ports, group: string): Promise<Work | null> {
  const { order, queue } = ports;
  const row = await order.first(group);
  if (row === null) return null;
  const { messageId, deviceIds } = row;
  const failed: Work =
    deviceIds.length === 0 ? { kind: 'dispatch', messageId } : { kind: 'deliver', messageId, deviceIds, large: false };
  // Without a failure it is another one, which came to be the first since.
  const kept = row.failures === 0 ? null : await giveUp(ports, failed);
  if (kept !== null) await order.remove(row);
  await queue.add([{ kind: 'wake', group }]);
  return kept;
}
