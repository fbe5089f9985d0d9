import { inParallel } from '../delivery/inParallel.ts';
import type { Clock } from '../rules/Clock.ts';
import type { LogFailure } from '../rules/LogFailure.ts';
import { backoff } from '../rules/publishing/backoff.ts';
import type { MessageRow } from '../rules/publishing/MessageRow.ts';
import { type BatchEntry, prepareMessage, type ReadableEntry } from '../rules/publishing/prepareMessage.ts';
import { seriesOf } from '../rules/publishing/seriesOf.ts';
import { ulids } from '../rules/publishing/ulids.ts';
import type { Refusal } from '../rules/Refusal.ts';
import { type AcceptanceStore, TryAgain } from './AcceptanceStore.ts';
import { type Accepted, acceptEntry } from './acceptEntry.ts';

export interface Ports {
  readonly clock: Clock;
  readonly store: AcceptanceStore;
  readonly wait: (milliseconds: number) => Promise<void>;
  readonly startTimer: (milliseconds: number) => Timer;
  /** From 0 to 1. */
  readonly random: () => number;
  /** Returns this number of random bytes. */
  readonly entropy: (bytes: number) => Uint8Array;
  readonly logFailure: LogFailure;
}

export interface Timer {
  /** Resolves when the time is over, unless the timer is cancelled first. */
  readonly ended: Promise<void>;
  cancel(): void;
}

export interface EntryResult {
  readonly id: string;
  readonly message: MessageRow | null;
  readonly unreachable: readonly string[];
  readonly replayed: boolean;
  readonly error: EntryError | null;
}

export interface EntryError {
  readonly code: string;
  readonly message: string;
  readonly retryable: boolean;
  readonly senderFault: boolean;
  readonly errorInfo: Readonly<Record<string, unknown>>;
}

/** Series of entries that are accepted at the same time. */
const PARALLEL = 10;
const ATTEMPTS = 6;
/** Nothing is begun or repeated after this time. */
const BEGIN_MILLISECONDS = 15_000;
/** The batch is answered by this time: AppSync waits 30 seconds for it and the steps before it. */
const ANSWER_MILLISECONDS = 18_000;

/**
 * Accepts each entry of a batch on its own. Returns one result an entry, in the order of the entries, within 18
 * seconds: what is not accepted by then is retryable.
 */
export async function publishBatch(
  ports: Ports,
  publisherId: string,
  entries: readonly BatchEntry[],
): Promise<readonly EntryResult[]> {
  const now = ports.clock.now();
  const ids = ulids(now, entries.length, ports.entropy(10));
  const results = new Map<string, EntryResult>();
  const timer = ports.startTimer(ANSWER_MILLISECONDS);
  const accepting = inParallel(seriesOf(entries), PARALLEL, async (series) => {
    let held = false;
    for (const { entry, index } of series) {
      const id = ids[index] ?? '';
      const result: EntryResult = held ? failed(entry, behind) : await resultOf(ports, entry, { id, publisherId, now });
      results.set(entry.id, result);
      // A repetition of this entry must not come after the entries behind it.
      held ||= series.length > 1 && result.error?.retryable === true;
    }
  });
  await Promise.race([accepting, timer.ended]);
  timer.cancel();
  return entries.map((entry) => results.get(entry.id) ?? failed(entry, unavailable));
}

async function resultOf(
  ports: Ports,
  entry: BatchEntry,
  facts: Parameters<typeof prepareMessage>[1],
): Promise<EntryResult> {
  if (entry.refusal) return failed(entry, fault(entry.refusal));
  try {
    const prepared = prepareMessage(entry, facts);
    if ('errorType' in prepared) return failed(entry, fault(prepared));
    const outcome = await persist(ports, entry, prepared, facts.now + BEGIN_MILLISECONDS);
    if (outcome === null) return failed(entry, unavailable);
    if ('errorType' in outcome) return failed(entry, fault(outcome));
    const { message, replayed } = outcome;
    return { id: entry.id, message, unreachable: message.unreachable ?? [], replayed, error: null };
  } catch (error) {
    // The other entries go on.
    ports.logFailure('Accepting a message failed', error, {
      messageId: facts.id,
      publisherId: facts.publisherId,
    });
    return failed(entry, unavailable);
  }
}

/** Accepts the entry, with repetitions. Returns null if it did not go through in time. */
async function persist(
  { clock, store, wait, random }: Ports,
  entry: ReadableEntry,
  prepared: MessageRow,
  deadline: number,
): Promise<Accepted | Refusal | null> {
  for (let attempt = 1; attempt <= ATTEMPTS && clock.now() < deadline; attempt += 1) {
    try {
      return await acceptEntry(store, entry, prepared, Math.floor(clock.now() / 1000));
    } catch (error) {
      if (!(error instanceof TryAgain)) throw error;
      if (attempt < ATTEMPTS) await wait(backoff(attempt, random()));
    }
  }
  return null;
}

const unavailable: EntryError = {
  code: 'Unavailable',
  message: 'Whether the message was accepted is not known. Try again with the same idempotency key.',
  retryable: true,
  senderFault: false,
  errorInfo: { retryable: true },
};

const behind: EntryError = {
  ...unavailable,
  message: 'Not accepted, since one before it in its group was not. Try again with the same idempotency key.',
};

function fault({ errorType, message, errorInfo }: Refusal): EntryError {
  return { code: errorType, message, retryable: false, senderFault: true, errorInfo };
}

function failed({ id }: BatchEntry, error: EntryError): EntryResult {
  return { id, message: null, unreachable: [], replayed: false, error };
}
