import { type AnswerCounts, type CounterRow, queuedOn } from '../delivery/CounterRow.ts';
import { allStatuses } from '../delivery/deliveryStatus.ts';
import { platforms } from '../delivery/progressOf.ts';
import type { AnswersRow } from './AnswersRow.ts';
import { type Count, type Counted, type CountName, countNamesOf } from './countChanges.ts';

/** A row of a message that counts: a delivery, or answers to a message to a topic. */
export type CountedRow = Counted | Pick<AnswersRow, 'counts'>;

const deliveryCounts: readonly CountName[] = [...allStatuses, ...platforms.map(queuedOn)];

/** The counts of all rows of a message. */
export class Tally {
  readonly deliveries = new Map<CountName, number>();
  readonly answers = new Map<keyof AnswerCounts, number>();

  add(row: CountedRow): void {
    if ('counts' in row) {
      for (const [name, number] of Object.entries(row.counts))
        increase(this.answers, name as keyof AnswerCounts, number);
    } else for (const name of countNamesOf(row)) increase(this.deliveries, name, 1);
  }
}

function increase<Name>(counts: Map<Name, number>, name: Name, by: number): void {
  counts.set(name, (counts.get(name) ?? 0) + by);
}

/** What a recount holds good for. */
export interface Recounted {
  /** The stream's sequence number, padded: the rows hold all that was written before, and nothing later. */
  readonly upTo: string;
  /** When the counter row may be removed, in epoch seconds. */
  readonly ttl: number;
}

/**
 * Returns what a counter row lacks to be as the rows are, or null if it is right. It has no events: those of changes
 * that were lost stay away. Rows of answers expire before the message does, so their counts never go down.
 */
export function recountOf(counter: CounterRow, tally: Tally, { upTo, ttl }: Recounted): Count | null {
  const added: Partial<Record<CountName, number>> = {};
  const correct = (name: CountName, now: number) => {
    const difference = now - (counter[name] ?? 0);
    if (difference !== 0) added[name] = difference;
  };
  for (const name of deliveryCounts) correct(name, tally.deliveries.get(name) ?? 0);
  for (const [name, number] of tally.answers) correct(name, Math.max(counter[name] ?? 0, number));
  const names = Object.keys(added) as CountName[];
  if (names.length === 0) return null;
  const counts = Object.fromEntries(names.map((name) => [name, (counter[name] ?? 0) + (added[name] ?? 0)]));
  const { sequence = 0 } = counter;
  return { counter: { ...counter, ...counts, sequence, countedUpTo: upTo }, added, events: [], ttl };
}
