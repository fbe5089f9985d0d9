import type { Undelivered } from '../delivery/Delivered.ts';
import type { UnsentEnd } from '../delivery/DeliveryLedger.ts';
import { CLAIM_MILLISECONDS, type Ports as DeliverPorts, deliverOne } from '../delivery/deliverOne.ts';
import { endAll } from '../delivery/endQueued.ts';
import { inParallel } from '../delivery/inParallel.ts';
import type { MessageStore } from '../delivery/MessageStore.ts';
import { noteLate } from '../delivery/noteLate.ts';
import { pauseOf } from '../delivery/pauseOf.ts';
import { deliverWork } from '../delivery/Work.ts';
import type { DeliveryRow } from '../rules/delivery/DeliveryRow.ts';
import type { QueuedMessage } from '../rules/ordering/QueuedMessage.ts';
import type { MessageRow } from '../rules/publishing/MessageRow.ts';
import { type Ports as AwaitPorts, awaitDispatch } from './awaitDispatch.ts';
import type { StepResult } from './drainGroupQueue.ts';
import type { GroupQueues } from './GroupQueues.ts';

export interface Ports extends DeliverPorts, AwaitPorts {
  readonly messages: Pick<MessageStore, 'read'>;
  readonly groupQueues: GroupQueues;
  /** From 0 to 1. */
  readonly random: () => number;
  /** How long a message holds back the messages behind it, at most. */
  readonly holdMilliseconds: number;
}

/** A user's devices are sent to at the same time: each device has an order of its own. */
const PARALLEL = 10;

/**
 * Sends the first message of a user's or follower's queue to that user's devices.
 * While SNS does not take it, the message holds up its group, with exponential backoff and jitter. After
 * `holdMilliseconds` it leaves the order: its deliveries are sent late, and the group goes on.
 * `heldUntil`: the pause that ended with this wake-up, in epoch milliseconds.
 */
export async function sendNext(ports: Ports, queued: QueuedMessage, heldUntil: number): Promise<StepResult> {
  const { clock, ledger, messages } = ports;
  const message = await messages.read(queued.messageId);
  if (message === null) return 'done';
  const end = endOf(message);
  if (end === null && !isReady(message)) return awaitDispatch(ports, message);
  // Clocks differ, so the wake-up's own word counts too.
  if (end === null && (queued.notBefore ?? 0) > Math.max(clock.now(), heldUntil)) return 'waiting';
  const rows = (await ledger.read(queued.messageId, queued.deviceIds)).filter(({ status }) => status === 'QUEUED');
  if (end !== null) {
    // A claimed delivery may still reach SNS.
    const ended = await endAll(ports, rows, end);
    return ended === rows.length ? 'done' : hold(ports, queued, CLAIM_MILLISECONDS / 1000);
  }
  const waiting: Waiting[] = [];
  const jitter = ports.random();
  await inParallel(rows, PARALLEL, async (row) => {
    const delivered = await deliverOne(ports, message, row, jitter);
    if (delivered.kind !== 'done') waiting.push({ row, delivered });
  });
  if (waiting.length === 0) return 'done';
  const pause = pauseOf(waiting.map(({ delivered }) => delivered));
  const now = clock.now();
  const left = Math.ceil(((queued.heldSince ?? now) + ports.holdMilliseconds - now) / 1000);
  if (left > 0) return hold(ports, queued, Math.min(pause, left));
  await leaveOrder(
    ports,
    message,
    waiting.map(({ row }) => row),
    pause,
  );
  return 'done';
}

interface Waiting {
  readonly row: DeliveryRow;
  readonly delivered: Undelivered;
}

/** Has these deliveries sent apart from their group, which goes on without them. They say so first. */
async function leaveOrder(
  ports: Ports,
  { id }: MessageRow,
  rows: readonly DeliveryRow[],
  pause: number,
): Promise<void> {
  await noteLate(ports, rows);
  const deviceIds = rows.map(({ deviceId }) => deviceId);
  await ports.queue.add(deliverWork(id, deviceIds, false), pause);
}

/** Returns how the deliveries of a cancelled or failed message end, or null for a message that is to be sent. */
function endOf({ status }: MessageRow): UnsentEnd | null {
  if (status === 'CANCELLED') return { status };
  return status === 'FAILED' ? { status, reason: 'INTERNAL', abandoned: true } : null;
}

/** Whether the deliveries are open. A follower's queue gets a message only after they are. */
function isReady({ audience, resolved }: MessageRow): boolean {
  return !!audience.topic || resolved === true;
}

/** Adds the wake-up first: a pause without one would never end. */
async function hold({ clock, groupQueues, queue }: Ports, queued: QueuedMessage, delay: number): Promise<StepResult> {
  const until = clock.now() + delay * 1000;
  await queue.add([{ kind: 'wake', groupQueue: queued.groupQueue, heldUntil: until }], delay);
  await groupQueues.hold(queued, until, clock.now());
  return 'waiting';
}
