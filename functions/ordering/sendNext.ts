import { CLAIM_MILLISECONDS, type Ports as DeliverPorts, deliverOne } from '../delivery/deliverOne.ts';
import { endAll } from '../delivery/endQueued.ts';
import { inParallel } from '../delivery/inParallel.ts';
import type { MessageStore } from '../delivery/MessageStore.ts';
import type { OrderRow } from '../rules/ordering/OrderRow.ts';
import type { MessageRow } from '../rules/publishing/MessageRow.ts';
import { type Ports as AwaitPorts, awaitDispatch } from './awaitDispatch.ts';
import type { Turn } from './drainGroup.ts';
import type { OrderStore } from './OrderStore.ts';

export interface Ports extends DeliverPorts, AwaitPorts {
  readonly messages: Pick<MessageStore, 'read'>;
  readonly order: OrderStore;
  /** From 0 to 1. */
  readonly random: () => number;
}

/** A user's devices are sent to at once: the order is each device's own. */
const PARALLEL = 10;

/**
 * Sends the first message of a user's group to their devices. One that SNS does not take now holds up the group, with exponential backoff and jitter,
 * until it is taken or `deliverOne` ends it. `heldUntil`: the pause that has ended with this wake-up, in epoch milliseconds.
 */
export async function sendNext(ports: Ports, row: OrderRow, heldUntil: number): Promise<Turn> {
  const { clock, ledger, messages } = ports;
  const message = await messages.read(row.messageId);
  if (message === null) return 'settled';
  const end = endOf(message);
  if (end === null && !isReady(message)) return awaitDispatch(ports, row, message);
  // By the wake-up's own word, since clocks differ.
  if (end === null && (row.notBefore ?? 0) > Math.max(clock.now(), heldUntil)) return 'waiting';
  const rows = (await ledger.read(row.messageId, row.deviceIds)).filter(({ status }) => status === 'QUEUED');
  if (end !== null) {
    // What somebody is sending at this moment may reach SNS yet.
    const ended = await endAll(ports, rows, end);
    return ended === rows.length ? 'settled' : hold(ports, row, CLAIM_MILLISECONDS / 1000);
  }
  const pauses: number[] = [];
  await inParallel(rows, PARALLEL, async (delivery) => {
    const delivered = await deliverOne(ports, message, delivery);
    if (delivered.kind === 'later') pauses.push(delivered.seconds);
  });
  return pauses.length === 0 ? 'settled' : hold(ports, row, Math.max(...pauses) * (1 + ports.random()));
}

/** How the deliveries of a message end that is not to be sent. */
function endOf({ status }: MessageRow): Parameters<typeof endAll>[2] | null {
  if (status === 'CANCELLED') return { status };
  return status === 'FAILED' ? { status, reason: 'INTERNAL', abandoned: true } : null;
}

/** Whether the deliveries that are sent in this place are open: a follower's place is made when they are. */
function isReady({ audience, resolved }: MessageRow): boolean {
  return !!audience.topic || resolved === true;
}

/** The wake-up first: a pause that nobody ends would be for ever. */
async function hold({ clock, order, queue }: Ports, row: OrderRow, seconds: number): Promise<Turn> {
  const delay = Math.ceil(seconds);
  const until = clock.now() + delay * 1000;
  await queue.add([{ kind: 'wake', group: row.group, heldUntil: until }], delay);
  await order.hold(row, until);
  return 'waiting';
}
