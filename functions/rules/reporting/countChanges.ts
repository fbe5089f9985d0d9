import type { DeliveryStatus, Reporting } from '../../../schema/generated/types.ts';
import { type CounterRow, type QueuedCount, queuedOn } from '../delivery/CounterRow.ts';
import type { DeliveryRow } from '../delivery/DeliveryRow.ts';
import { allStatuses } from '../delivery/deliveryStatus.ts';
import type { DeliveryChange } from './DeliveryChange.ts';
import type { EventRow } from './EventRow.ts';

/** The count of some changes. */
export interface Count {
  /** The counter row with the changes. */
  readonly counter: CounterRow;
  /** The difference of each count. A count that stays the same is absent. */
  readonly added: Partial<Readonly<Record<DeliveryStatus | QueuedCount, number>>>;
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
}

/** Whether the publisher hears each change of each delivery, with this number of deliveries known. */
export function reportsEach({ reporting }: ReportingRule, deliveries: number): boolean {
  return reporting === 'PER_DELIVERY' || (reporting === 'AUTOMATIC' && deliveries <= MOST_REPORTED_EACH);
}

export function totalOf(counter: CounterRow): number {
  return allStatuses.reduce((sum, status) => sum + (counter[status] ?? 0), 0);
}

/** Whether the counter row has a change already. */
export function isCounted(change: DeliveryChange, counter: CounterRow): boolean {
  return counter.countedUpTo !== undefined && change.sequenceNumber <= counter.countedUpTo;
}

/**
 * Counts changes that were not counted before: at least one, in stream order.
 * Of a message that is reported by its progress, only acknowledgements become events.
 */
export function countChanges(counter: CounterRow, rule: ReportingRule, changes: readonly DeliveryChange[]): Count {
  const counts = new Map<DeliveryStatus | QueuedCount, number>();
  const count = (name: DeliveryStatus | QueuedCount, number: number) =>
    counts.set(name, (counts.get(name) ?? counter[name] ?? 0) + number);
  const add = ({ status, platform }: Pick<DeliveryRow, 'status' | 'platform'>, number: number) => {
    count(status, number);
    if (status === 'QUEUED') count(queuedOn(platform), number);
  };
  let deliveries = totalOf(counter);
  for (const { before, after } of changes) {
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
  const added: Partial<Record<DeliveryStatus | QueuedCount, number>> = {};
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
    ttl: Math.max(...changes.map(({ after }) => after.ttl)),
  };
}

function upTo(changes: readonly DeliveryChange[]): Pick<CounterRow, 'countedUpTo'> {
  const last = changes.at(-1);
  return last === undefined ? {} : { countedUpTo: last.sequenceNumber };
}

/** Returns the events of a change: mostly one transition, or none if a sender only claimed the delivery. */
export function eventsOf({ before, after }: DeliveryChange): Omit<EventRow, 'sequence'>[] {
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
