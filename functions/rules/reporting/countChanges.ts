import type { DeliveryStatus, Reporting } from '../../../schema/generated/types.ts';
import { type AnswerCounts, type CounterRow, type QueuedCount, queuedOn } from '../delivery/CounterRow.ts';
import type { DeliveryRow } from '../delivery/DeliveryRow.ts';
import { allStatuses } from '../delivery/deliveryStatus.ts';
import type { AnswersChange, DeliveryChange } from './DeliveryChange.ts';
import type { EventRow } from './EventRow.ts';

export type CountName = DeliveryStatus | QueuedCount | keyof AnswerCounts;

/** A change that counts: of a delivery, or answers to a message to a topic. */
export type CountedChange = DeliveryChange | AnswersChange;

export function isOfDelivery(change: CountedChange): change is DeliveryChange {
  return !('answers' in change);
}

/** The count of some changes. */
export interface Count {
  /** The counter row with the changes. */
  readonly counter: CounterRow;
  /** The difference of each count. A count that stays the same is absent. */
  readonly added: Partial<Readonly<Record<CountName, number>>>;
  /** The events to report, in order. */
  readonly events: readonly EventRow[];
  /** When the counter row may be removed, in epoch seconds. */
  readonly ttl: number;
}

/** To more devices than this, an `AUTOMATIC` message is reported to its publisher by its progress. */
const MOST_REPORTED_EACH = 100;

/** How a message's deliveries are reported. */
export interface ReportingRule {
  readonly reporting: Reporting;
  /** When the message's rows may be removed, in epoch seconds. Absent once it has expired. */
  readonly ttl?: number;
}

/** Whether the publisher hears each change of each delivery, with this number of deliveries known. */
export function reportsEach({ reporting }: ReportingRule, deliveries: number): boolean {
  return reporting === 'PER_DELIVERY' || (reporting === 'AUTOMATIC' && deliveries <= MOST_REPORTED_EACH);
}

/** Returns the names under which a delivery counts. */
export function countNamesOf({ status, platform }: Counted): readonly (DeliveryStatus | QueuedCount)[] {
  return status === 'QUEUED' ? [status, queuedOn(platform)] : [status];
}

/** What counts of a delivery. */
export type Counted = Pick<DeliveryRow, 'status' | 'platform'>;

export function totalOf(counter: CounterRow): number {
  return allStatuses.reduce((sum, status) => sum + (counter[status] ?? 0), 0);
}

/** Whether the counter row has a change already. */
export function isCounted(change: CountedChange, counter: CounterRow): boolean {
  return counter.countedUpTo !== undefined && change.sequenceNumber <= counter.countedUpTo;
}

/**
 * Counts changes that were not counted before: at least one, in stream order.
 * Of a message that is reported by its progress, only acknowledgements become events.
 */
export function countChanges(counter: CounterRow, rule: ReportingRule, changes: readonly CountedChange[]): Count {
  const counts = new Map<CountName, number>();
  const count = (name: CountName, number: number) =>
    counts.set(name, (counts.get(name) ?? counter[name] ?? 0) + number);
  const add = (delivery: Counted, number: number) => {
    for (const name of countNamesOf(delivery)) count(name, number);
  };
  let deliveries = totalOf(counter);
  for (const change of changes) {
    if ('answers' in change) {
      for (const [name, number] of Object.entries(change.answers.counts)) count(name as keyof AnswerCounts, number);
      continue;
    }
    const { before, after } = change;
    if (before === null) deliveries += 1;
    else add(before, -1);
    add(after, 1);
  }
  const each = reportsEach(rule, Math.max(deliveries, counter.expected ?? 0));
  const first = (counter.sequence ?? 0) + 1;
  const events = changes
    .flatMap(eventsOf)
    .filter(({ status }) => each || isAcknowledgement(status))
    .map((event, index): EventRow => ({ sequence: first + index, ...event }));
  const added: Partial<Record<CountName, number>> = {};
  for (const [status, now] of counts) {
    const difference = now - (counter[status] ?? 0);
    if (difference !== 0) added[status] = difference;
  }
  return {
    counter: {
      ...counter,
      ...Object.fromEntries([...counts].filter(([status, now]) => now !== 0 || counter[status] !== undefined)),
      sequence: (counter.sequence ?? 0) + events.length,
      ...upTo(changes),
    },
    added,
    events,
    ttl: Math.max(rule.ttl ?? 0, ...changes.map((change) => ('answers' in change ? change.answers : change.after).ttl)),
  };
}

function upTo(changes: readonly CountedChange[]): Pick<CounterRow, 'countedUpTo'> {
  const last = changes.at(-1);
  return last === undefined ? {} : { countedUpTo: last.sequenceNumber };
}

/** Returns the events of a change: mostly one transition, or none if a sender only claimed it, and of answers. */
export function eventsOf(change: CountedChange): Omit<EventRow, 'sequence'>[] {
  if ('answers' in change) return [];
  const { before, after } = change;
  const known = before?.transitions.length ?? 0;
  return after.transitions.slice(known).map(({ status, reason, at }, index) => ({
    deliveryId: after.id,
    deviceId: after.deviceId,
    userId: after.userId,
    platform: after.platform,
    status,
    ...(reason === undefined ? {} : { reason }),
    version: known + index + 1,
    at,
    ttl: after.ttl,
  }));
}

function isAcknowledgement(status: DeliveryStatus): boolean {
  return status === 'RECEIVED' || status === 'OPENED';
}
