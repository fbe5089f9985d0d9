import type { Clock } from '../rules/Clock.ts';
import type { DeliveryRow } from '../rules/delivery/DeliveryRow.ts';
import { attemptOf } from '../rules/delivery/deliveryStatus.ts';
import type { RedeliveryRow } from '../rules/delivery/RedeliveryRow.ts';
import type { MessageRow } from '../rules/publishing/MessageRow.ts';
import type { DeliveryLedger, UnsentEnd } from './DeliveryLedger.ts';
import { endQueued } from './endQueued.ts';
import { inParallel } from './inParallel.ts';
import type { Marks } from './Marks.ts';
import type { MessageStore } from './MessageStore.ts';
import type { RedeliveryStore } from './RedeliveryStore.ts';
import { deliverWork, type Work, type WorkQueue } from './Work.ts';

export interface Ports {
  readonly clock: Clock;
  readonly ledger: Pick<DeliveryLedger, 'page' | 'reopen' | 'inStates' | 'endUnsent'>;
  readonly messages: Pick<MessageStore, 'read'>;
  readonly redeliveries: RedeliveryStore;
  readonly marks: Pick<Marks, 'put'>;
  readonly queue: WorkQueue;
}

/** Deliveries a page. A page bounds the memory and what a crash repeats. */
const PAGE = 200;
const PARALLEL = 10;
/** So that the row of a delivery, which has its whole history, stays small. */
const MOST_ATTEMPTS = 20;
/** More deliveries than this have the queue of large audiences, where they hold up no others. */
const MOST_PROMPT = 100;

/**
 * Opens a message's failed deliveries again, page by page, and queues the work that sends them. May be repeated: a
 * delivery is opened once. Stops if the message was cancelled or has expired. One that failed is dispatched too, since
 * its audience may lack deliveries.
 * At `deadline` (epoch milliseconds) the rest goes back into the queue.
 */
export async function redeliver(
  ports: Ports,
  work: Extract<Work, { readonly kind: 'redeliver' }>,
  deadline: number,
): Promise<void> {
  const { clock, messages, queue, redeliveries } = ports;
  let redelivery = await redeliveries.read(work.redeliveryId);
  while (redelivery?.status === 'RUNNING') {
    const message = await messages.read(work.messageId);
    const end = endOf(message, clock.now());
    if (message === null || end !== null) return stop(ports, redelivery, end);
    if (clock.now() >= deadline) return queue.add([work]);
    if (message.status === 'FAILED' && redelivery.reached === undefined)
      await queue.add([{ kind: 'dispatch', messageId: message.id }]);
    redelivery = await reopenPage(ports, redelivery);
  }
}

/** Returns how a message's deliveries end that is sent no more, or null. */
function endOf(message: MessageRow | null, now: number): UnsentEnd | null {
  if (message?.status === 'CANCELLED') return { status: 'CANCELLED' };
  if (message === null || Date.parse(message.expiresAt) > now) return null;
  return { status: 'EXPIRED', reason: 'TTL_EXPIRED' };
}

/** The page before a crash may have opened deliveries that nobody sends: they end here. */
async function stop(ports: Ports, redelivery: RedeliveryRow, end: UnsentEnd | null): Promise<void> {
  if (end !== null) await endQueued(ports, redelivery.messageId, end);
  await leaveMessage(ports, redelivery);
  await ports.redeliveries.save(finished(redelivery, 'STOPPED', ports.clock.now()));
}

/** Returns the redelivery after the page, or null once it is finished or another invocation is ahead. */
async function reopenPage(ports: Ports, redelivery: RedeliveryRow): Promise<RedeliveryRow | null> {
  const { clock, ledger, queue, redeliveries } = ports;
  const { messageId } = redelivery;
  const page = await ledger.page(messageId, redelivery.reached, PAGE);
  const failed = page.rows.filter((row) => isAsked(row, redelivery));
  if (failed.length > 0) await redeliveries.begin(redelivery);
  const opened = page.rows.filter(({ redeliveryId }) => redeliveryId === redelivery.id).length;
  const fresh = await reopenAll(ports, redelivery, failed);
  // The work of a delivery that waits in a later attempt may be lost with a crash.
  const waiting = page.rows.filter((row) => row.status === 'QUEUED' && attemptOf(row) > 1);
  // Before their work: a message is complete with the last of them, and not while a redelivery runs.
  if (page.reached === undefined) await leaveMessage(ports, redelivery);
  const reopened = redelivery.reopened + opened + fresh.length;
  const deviceIds = [...waiting, ...fresh].map(({ deviceId }) => deviceId);
  await queue.add(deliverWork(messageId, deviceIds, reopened > MOST_PROMPT));
  const next = { ...redelivery, reopened, revision: redelivery.revision + 1 };
  if (page.reached !== undefined) {
    const saved = { ...next, reached: page.reached };
    return (await redeliveries.save(saved)) ? saved : null;
  }
  await redeliveries.save(finished({ ...redelivery, reopened }, 'FINISHED', clock.now()));
  return null;
}

/** What earlier pages opened may all be counted by now. Then nothing but the mark would complete the message. */
async function leaveMessage({ marks, redeliveries }: Ports, redelivery: RedeliveryRow): Promise<void> {
  await redeliveries.end(redelivery);
  await marks.put(redelivery.messageId);
}

/** Whether the redelivery is to open the delivery, which it does once. */
function isAsked(row: DeliveryRow, { id, reasons }: RedeliveryRow): boolean {
  const { reason, redeliveryId, status } = row;
  const failedSo = status === 'FAILED' && reason !== undefined && reasons.includes(reason);
  return failedSo && redeliveryId !== id && attemptOf(row) < MOST_ATTEMPTS;
}

/** Returns those that it opened. The others were answered late, or another redelivery has opened them. */
async function reopenAll(
  { clock, ledger }: Ports,
  { id }: RedeliveryRow,
  failed: readonly DeliveryRow[],
): Promise<readonly DeliveryRow[]> {
  const opened: DeliveryRow[] = [];
  await inParallel(failed, PARALLEL, async (row) => {
    if (await ledger.reopen(row, clock.now(), id)) opened.push(row);
  });
  return opened;
}

function finished(redelivery: RedeliveryRow, status: 'FINISHED' | 'STOPPED', now: number): RedeliveryRow {
  const finishedAt = new Date(now).toISOString();
  return { ...redelivery, status, finishedAt, revision: redelivery.revision + 1 };
}
