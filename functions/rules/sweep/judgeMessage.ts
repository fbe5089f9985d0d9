import type { CounterRow } from '../delivery/CounterRow.ts';
import type { MessageRow } from '../publishing/MessageRow.ts';
import { totalOf } from '../reporting/countChanges.ts';
import { answerBy } from './answerBy.ts';

/**
 * What a message needs that nobody woke. `dispatch`: take it on from the beginning. `redeliver`: go on with its
 * redeliveries. `complete`: it is sent, and nobody said so. `recover`: look at each of its deliveries.
 */
export type Step = 'dispatch' | 'redeliver' | 'complete' | 'recover';

export interface Judgement {
  readonly step: Step | null;
  /** When to look again, in epoch milliseconds. Null: never. */
  readonly nextAt: number | null;
  /** What the next look compares with. */
  readonly seen: string;
}

export interface Looked {
  readonly message: MessageRow;
  readonly counter: CounterRow;
  readonly now: number;
  /** Hours in which a push service answers. Null: not all answers are logged, so nothing is made of silence. */
  readonly answerHours: number | null;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Work that waits in a queue for its retry shows at least every 15 minutes. */
const LONGEST_PAUSE = 20 * MINUTE;
/** Between looks at a message whose deliveries are being opened. */
const OPENING_PAUSE = 5 * MINUTE;
const SHORTEST_REPETITION = 10 * MINUTE;
const LONGEST_REPETITION = 6 * HOUR;
/** A message is looked at no longer than this after it expired. */
const LAST_LOOK = 48 * HOUR;

/** Returns what a due message needs, and when to look at it again. The same look leads to the same judgement. */
export function judgeMessage(looked: Looked): Judgement {
  const { counter, message, now } = looked;
  const seen = `${message.status} ${counter.countedUpTo ?? ''} ${counter.expected ?? ''}`;
  const judged = stepFor(looked, seen);
  if (judged.nextAt !== null && Date.parse(message.expiresAt) + LAST_LOOK < now)
    return { ...judged, nextAt: null, seen };
  return { ...judged, seen };
}

function stepFor(looked: Looked, seen: string): Omit<Judgement, 'seen'> {
  const { counter, message, now } = looked;
  const again = now + repetition(message.looks ?? 0);
  const isWaiting = (counter.QUEUED ?? 0) > 0;
  const isStalled = message.seen === seen;
  switch (message.status) {
    case 'SCHEDULED':
    case 'ACCEPTED':
      return { step: 'dispatch', nextAt: again };
    case 'SENDING':
      if (isAttempted(counter) && !isRedelivered(message)) return { ...awaitAnswers(looked), step: 'complete' };
      // Whatever happens to a delivery is counted, and shows in `seen`.
      if (!isStalled) return { step: null, nextAt: now + (isWaiting ? LONGEST_PAUSE : OPENING_PAUSE) };
      if (isRedelivered(message)) return { step: 'redeliver', nextAt: again };
      return { step: isOpened(counter) ? 'recover' : 'dispatch', nextAt: again };
    case 'CANCELLED':
      return isWaiting ? { step: 'dispatch', nextAt: again } : awaitAnswers(looked);
    case 'COMPLETED':
    case 'FAILED':
      if (!isWaiting) return awaitAnswers(looked);
      return isStalled ? { step: 'recover', nextAt: again } : { step: null, nextAt: now + LONGEST_PAUSE };
    case 'DUPLICATE':
      return { step: null, nextAt: null };
  }
}

/** Every delivery is past `QUEUED`: those that are `SENT` wait for their push service. */
function awaitAnswers({ answerHours, counter, message, now }: Looked): Omit<Judgement, 'seen'> {
  if (answerHours === null || (counter.SENT ?? 0) === 0) return { step: null, nextAt: null };
  const start = Date.parse(message.scheduledAt ?? message.createdAt);
  const by = answerBy(message, start, answerHours);
  // Some may have been sent later: each has its own time.
  return by > now ? { step: null, nextAt: by } : { step: 'recover', nextAt: now + HOUR };
}

function repetition(looks: number): number {
  return Math.min(LONGEST_REPETITION, SHORTEST_REPETITION * 2 ** Math.min(looks, 10));
}

function isOpened(counter: CounterRow): boolean {
  return counter.expected !== undefined && totalOf(counter) >= counter.expected;
}

function isAttempted(counter: CounterRow): boolean {
  return isOpened(counter) && (counter.QUEUED ?? 0) === 0;
}

function isRedelivered({ redeliveries }: MessageRow): boolean {
  return redeliveries !== undefined && redeliveries.size > 0;
}
