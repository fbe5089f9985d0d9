import type { Marks } from '../delivery/Marks.ts';
import type { Clock } from '../rules/Clock.ts';
import { type CountedRow, recountOf, Tally } from '../rules/reporting/recountOf.ts';
import type { ReportStore } from './ReportStore.ts';

export interface RecountPorts {
  readonly clock: Clock;
  readonly marks: Marks;
  readonly store: Pick<ReportStore, 'message' | 'counter' | 'record'>;
  /** Yields what counts of a message's rows, page by page. Consistent. */
  readonly rows: (messageId: string) => AsyncIterable<readonly CountedRow[]>;
  readonly pause: (milliseconds: number) => Promise<void>;
}

/**
 * What became of a recount. `expired`: the message's rows go. `changing`: its deliveries change all the time.
 * `behind`: the stream has not brought the marks yet. The last two may be tried again.
 */
export type Recount = 'recounted' | 'unchanged' | 'expired' | 'changing' | 'behind';

const MOST_READINGS = 5;
const PAUSE_MILLISECONDS = 250;

/**
 * Counts a message's rows again, since changes of them were lost before they were counted.
 *
 * Two marks enclose the reading: it holds what was counted before the first one. If nothing was counted up to the
 * second one, it holds neither more nor less, and later changes count as always. At `deadline` (epoch milliseconds) it
 * waits no longer for the stream.
 */
export async function recountMessage(ports: RecountPorts, messageId: string, deadline: number): Promise<Recount> {
  const { store } = ports;
  const message = await store.message(messageId);
  if (message === null) return 'expired';
  if ((await passMark(ports, messageId, deadline)) === null) return 'behind';
  for (let reading = 0; reading < MOST_READINGS; reading += 1) {
    const counter = await store.counter(messageId);
    const tally = await tallyOf(ports, messageId);
    // The next reading begins behind it too.
    const upTo = await passMark(ports, messageId, deadline);
    if (upTo === null) return 'behind';
    const count = recountOf(counter, tally, { upTo, ttl: message.ttl });
    const isStill = (await store.counter(messageId)).countedUpTo === counter.countedUpTo;
    if (isStill && count === null) return 'unchanged';
    if (isStill && count !== null && (await store.record(messageId, counter, count))) return 'recounted';
  }
  return 'changing';
}

/** Returns the stream's sequence number of a mark that it brought, or null at the deadline. */
async function passMark(
  { clock, marks, pause }: RecountPorts,
  messageId: string,
  deadline: number,
): Promise<string | null> {
  const id = await marks.put(messageId);
  for (;;) {
    const at = await marks.passedAt(messageId, id);
    if (at !== null || clock.now() >= deadline) return at;
    await pause(PAUSE_MILLISECONDS);
  }
}

async function tallyOf({ rows }: RecountPorts, messageId: string): Promise<Tally> {
  const tally = new Tally();
  for await (const page of rows(messageId)) for (const row of page) tally.add(row);
  return tally;
}
