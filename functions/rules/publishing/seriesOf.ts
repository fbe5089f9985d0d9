import { groupQueuesOf } from '../ordering/messageGroups.ts';
import type { BatchEntry } from './prepareMessage.ts';
import { readMessage } from './readMessage.ts';

/** An entry and its index in the batch. */
export interface IndexedEntry {
  readonly entry: BatchEntry;
  readonly index: number;
}

/**
 * Divides a batch into series of entries that are accepted one after the other, in their order. Entries share a series
 * if they share an idempotency key or a group queue, directly or through other entries.
 */
export function seriesOf(batch: readonly BatchEntry[]): readonly (readonly IndexedEntry[])[] {
  const all: Series[] = [];
  for (const [index, entry] of batch.entries()) {
    const marks = marksOf(entry);
    const met = all.filter((series) => marks.some((mark) => series.marks.has(mark)));
    const [first = { marks: new Set(), entries: [] }, ...others] = met;
    if (met.length === 0) all.push(first);
    for (const other of others) {
      all.splice(all.indexOf(other), 1);
      first.entries.push(...other.entries);
      for (const mark of other.marks) first.marks.add(mark);
    }
    first.entries.push({ entry, index });
    for (const mark of marks) first.marks.add(mark);
  }
  return all.map(({ entries }) => entries.toSorted((left, right) => left.index - right.index));
}

interface Series {
  readonly marks: Set<string>;
  readonly entries: IndexedEntry[];
}

function marksOf(entry: BatchEntry): readonly string[] {
  if (entry.refusal) return [];
  const { message } = entry;
  // A batch has one publisher, so which one makes no difference.
  const groupQueues = groupQueuesOf({ ...readMessage(message), publisherId: '' });
  return [`KEY#${message.idempotencyKey}`, ...groupQueues];
}
