import type { PlatformStates } from '../breaker/PlatformStates.ts';
import type { Clock } from '../rules/Clock.ts';
import type { DeliveryRow } from '../rules/delivery/DeliveryRow.ts';
import { attemptOf } from '../rules/delivery/deliveryStatus.ts';
import { followerQueue, userQueue } from '../rules/keys.ts';
import type { EmitMetrics } from '../rules/metrics/EmitMetrics.ts';
import { isOrdered } from '../rules/ordering/messageGroups.ts';
import type { MessageRow } from '../rules/publishing/MessageRow.ts';
import { answerBy } from '../rules/sweep/answerBy.ts';
import { restingPlatforms } from '../rules/sweep/restingPlatforms.ts';
import type { DeliveryLedger } from './DeliveryLedger.ts';
import { inParallel } from './inParallel.ts';
import type { MessageStore } from './MessageStore.ts';
import { deliverWork, type Work, type WorkQueue } from './Work.ts';

export interface Ports {
  readonly clock: Clock;
  readonly ledger: Pick<DeliveryLedger, 'page' | 'move'>;
  readonly messages: Pick<MessageStore, 'read'>;
  readonly breakers: Pick<PlatformStates, 'all'>;
  readonly queue: WorkQueue;
  readonly emitMetrics: EmitMetrics;
  /** Hours in which a push service answers. Null: not all answers are logged. */
  readonly answerHours: number | null;
}

type Recovery = Extract<Work, { readonly kind: 'recover' }>;

/** Deliveries a page. */
const PAGE = 200;
const PARALLEL = 10;
/** Work of a delivery comes back from a queue at least every 15 minutes. */
const LOST_MILLISECONDS = 1_200_000;
/** Each message of a group may hold up the next one for minutes. A delivery that waits longer is sent out of order. */
const LONGEST_IN_ORDER_MILLISECONDS = 86_400_000;

/**
 * Looks at each of a message's deliveries, page by page. Queues those that wait and have no work any more, and ends
 * those that no push service answered for (`NO_ANSWER`). May be repeated.
 * At `deadline` (epoch milliseconds) the rest goes back into the queue.
 */
export async function recover(ports: Ports, work: Recovery, deadline: number): Promise<void> {
  const { breakers, clock, ledger, messages, queue } = ports;
  const { messageId } = work;
  const resting = restingPlatforms(await breakers.all(), clock.now());
  for (let after = work.after; ; ) {
    const message = await messages.read(messageId);
    if (message === null) return;
    if (clock.now() >= deadline) return queue.add([{ kind: 'recover', messageId, ...(after && { after }) }]);
    const page = await ledger.page(messageId, after, PAGE);
    const lost = page.rows.filter((row) => !resting.has(row.platform) && isLost(row, clock.now()));
    if (message.status !== 'CANCELLED') await wake(ports, message, lost);
    await endUnanswered(ports, message, page.rows);
    if (page.reached === undefined) return;
    after = page.reached;
  }
}

/** Whether a delivery waits, and nothing has happened to it for longer than any work waits. */
function isLost({ claimedUntil = 0, retryAt = 0, status, updatedAt }: DeliveryRow, now: number): boolean {
  return status === 'QUEUED' && Math.max(claimedUntil, retryAt, Date.parse(updatedAt)) + LOST_MILLISECONDS <= now;
}

async function wake(ports: Ports, message: MessageRow, lost: readonly DeliveryRow[]): Promise<void> {
  const { clock, emitMetrics, queue } = ports;
  if (lost.length === 0) return;
  const inOrder = lost.filter((row) => isInOrder(message, row, clock.now()));
  const others = lost.filter((row) => !inOrder.includes(row)).map(({ deviceId }) => deviceId);
  const queues = new Set(inOrder.map(({ userId }) => groupQueueOf(message, userId)));
  const wakes = [...queues].map((groupQueue): Work => ({ kind: 'wake', groupQueue }));
  await queue.add([...wakes, ...deliverWork(message.id, others, true)]);
  emitMetrics({
    values: { MessagesSwept: 1 },
    facts: { messageId: message.id, status: message.status, step: 'recover', deliveries: lost.length },
  });
}

/** Whether its group queue sends the delivery. What left its order, was sent again or has expired, is in no queue. */
function isInOrder(message: MessageRow, row: DeliveryRow, now: number): boolean {
  const since = Date.parse(row.updatedAt) + LONGEST_IN_ORDER_MILLISECONDS;
  return (
    isOrdered(message) &&
    row.late !== true &&
    attemptOf(row) === 1 &&
    since > now &&
    Date.parse(message.expiresAt) > now
  );
}

function groupQueueOf({ audience, options, publisherId }: MessageRow, userId: string): string {
  const { topicId, groupId } = audience.topic ?? {};
  return topicId && groupId
    ? followerQueue(topicId, groupId, userId)
    : userQueue(publisherId, options.groupId ?? '', userId);
}

/**
 * The row was read just now, and the write holds to it: that is the last look. An answer that was not understood, or
 * that nothing explained, is in a dead-letter place, and corrects the delivery after a redrive.
 */
async function endUnanswered(ports: Ports, message: MessageRow, rows: readonly DeliveryRow[]): Promise<void> {
  const { answerHours, clock, ledger } = ports;
  if (answerHours === null) return;
  const now = clock.now();
  const unanswered = rows.filter((row) => {
    const sent = row.transitions.findLast(({ status }) => status === 'SENT');
    return row.status === 'SENT' && sent !== undefined && answerBy(message, Date.parse(sent.at), answerHours) <= now;
  });
  await inParallel(unanswered, PARALLEL, async (row) => {
    await ledger.move(row, { status: 'FAILED', reason: 'NO_ANSWER' }, now);
  });
}
