import type { GroupQueues } from '../ordering/GroupQueues.ts';
import type { Clock } from '../rules/Clock.ts';
import type { DeliveryLedger } from './DeliveryLedger.ts';
import { endAll, endQueued } from './endQueued.ts';
import type { MessageStore } from './MessageStore.ts';
import { type Work, type WorkQueue, wakesOf } from './Work.ts';

export interface Ports {
  readonly clock: Clock;
  readonly ledger: Pick<DeliveryLedger, 'read' | 'inStates' | 'endUnsent'>;
  readonly messages: Pick<MessageStore, 'fail' | 'read'>;
  readonly groupQueues: Pick<GroupQueues, 'first' | 'remove'>;
  readonly queue: WorkQueue;
}

const abandoned = { status: 'FAILED', reason: 'INTERNAL', abandoned: true } as const;

/**
 * Ends work that failed too often: its queued deliveries become `FAILED` with the reason `INTERNAL`.
 * So does the message, if the work was to open deliveries.
 *
 * Returns the work to keep for a redrive, which opens those deliveries again, or null if there is none.
 * For a wake-up that is the first message: its group goes on without it, and the redrive sends it late.
 */
export async function giveUp(ports: Ports, work: Work): Promise<Work | null> {
  if (work.kind === 'wake') return giveUpFirst(ports, work.groupQueue);
  // What it has opened is sent. A redrive goes on with the rest.
  if (work.kind === 'redeliver' || work.kind === 'recover' || work.kind === 'pushAgain') return work;
  if (work.kind === 'deliver') {
    const rows = await ports.ledger.read(work.messageId, work.deviceIds);
    await endAll(ports, rows, abandoned);
    return work;
  }
  // This may end deliveries that other work is about to send. That work opens them again.
  if (await ports.messages.fail(work.messageId)) await endQueued(ports, work.messageId, abandoned);
  const message = await ports.messages.read(work.messageId);
  // The messages behind it in its queues go on.
  if (message !== null) await ports.queue.add(wakesOf(message));
  return work;
}

async function giveUpFirst(ports: Ports, groupQueue: string): Promise<Work | null> {
  const { groupQueues, queue } = ports;
  const first = await groupQueues.first(groupQueue);
  if (first === null) return null;
  const { messageId, deviceIds } = first;
  const failed: Work =
    deviceIds.length === 0 ? { kind: 'dispatch', messageId } : { kind: 'deliver', messageId, deviceIds, large: false };
  // A message without a failure became the first since: the one that failed is gone.
  const kept = first.failures === 0 ? null : await giveUp(ports, failed);
  if (kept !== null) await groupQueues.remove(first);
  await queue.add([{ kind: 'wake', groupQueue }]);
  return kept;
}
