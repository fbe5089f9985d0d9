import { groupQueuesOf } from '../ordering/messageGroups.ts';
import type { BatchEntry } from './prepareMessage.ts';
import { readAudience, readOptions } from './readContent.ts';

/** An entry, and where it stands in its batch. */
export interface Placed {
  readonly entry: BatchEntry;
  readonly index: number;
}

/**
 * Entries that are accepted one after the other, in their order: those with one idempotency key, of which the first is the one that is accepted, and
 * those that share a group, directly or by way of others.
 */
export function lanesOf(entries: readonly BatchEntry[]): readonly (readonly Placed[])[] {
  const lanes: Lane[] = [];
  for (const [index, entry] of entries.entries()) {
    const marks = marksOf(entry);
    const met = lanes.filter((lane) => marks.some((mark) => lane.marks.has(mark)));
    const [first = { marks: new Set(), placed: [] }, ...others] = met;
    if (met.length === 0) lanes.push(first);
    for (const other of others) {
      lanes.splice(lanes.indexOf(other), 1);
      first.placed.push(...other.placed);
      for (const mark of other.marks) first.marks.add(mark);
    }
    first.placed.push({ entry, index });
    for (const mark of marks) first.marks.add(mark);
  }
  return lanes.map(({ placed }) => placed.toSorted((left, right) => left.index - right.index));
}

interface Lane {
  readonly marks: Set<string>;
  readonly placed: Placed[];
}

function marksOf({ message }: BatchEntry): readonly string[] {
  return [`KEY#${message.idempotencyKey}`, ...groupsOf(message)];
}

/** What cannot be read is refused when its turn comes. */
function groupsOf({ audience, options }: BatchEntry['message']): readonly string[] {
  try {
    return groupQueuesOf({ audience: readAudience(audience), options: readOptions(options) });
  } catch {
    return [];
  }
}
