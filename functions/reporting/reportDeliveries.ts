import type { MessageStatus, ReportDeliveriesInput } from '../../schema/generated/types.ts';
import { inParallel } from '../delivery/inParallel.ts';
import type { CounterRow } from '../rules/delivery/CounterRow.ts';
import { progressOf } from '../rules/delivery/progressOf.ts';
import { retryableReasons } from '../rules/delivery/retryableReasons.ts';
import { Failure } from '../rules/Failure.ts';
import type { LogFailure } from '../rules/LogFailure.ts';
import type { EmitMetrics } from '../rules/metrics/EmitMetrics.ts';
import {
  countChanges,
  eventsOf,
  isCounted,
  type ReportingRule,
  reportsEach,
  totalOf,
} from '../rules/reporting/countChanges.ts';
import type { DeliveryChange } from '../rules/reporting/DeliveryChange.ts';
import type { EventRow } from '../rules/reporting/EventRow.ts';
import type { DeliveryFeed } from './DeliveryFeed.ts';
import type { ReportedMessage, ReportStore } from './ReportStore.ts';

export interface Ports {
  readonly store: ReportStore;
  readonly feed: DeliveryFeed;
  readonly logFailure: LogFailure;
  readonly emitMetrics: EmitMetrics;
}

/** A transaction takes 100 items: the counter, and one event for each change. A change rarely has two events. */
const CHANGES_A_TRANSACTION = 90;
/** Each conflict is another invocation's count, or the number of deliveries becoming known. So there are few. */
const MOST_CONFLICTS = 20;
const EVENTS_A_REPORT = 100;
const PARALLEL_USERS = 10;

/**
 * Counts changes of a message's deliveries in stream order, and reports them. A change that comes again is not counted
 * again, but its report is sent again, since the first may have failed.
 * Reports are best effort, and events are durable. A client that finds a gap in the sequence reads `deliveryEvents`.
 * Returns the message, or null once it has expired.
 */
export async function reportDeliveries(
  ports: Ports,
  messageId: string,
  changes: readonly DeliveryChange[],
): Promise<ReportedMessage | null> {
  const { store } = ports;
  const message = await store.message(messageId);
  const { counter, events } = await countAll(store, messageId, message ?? expired, changes);
  if (message === null) return null;
  const each = reportsEach(message, Math.max(totalOf(counter), counter.expected ?? 0));
  await inParallel([...byUser(events)], PARALLEL_USERS, async ([userId, own]) => {
    for (let start = 0; start < own.length; start += EVENTS_A_REPORT) {
      const page = own.slice(start, start + EVENTS_A_REPORT).map(reported);
      await publish(ports, { messageId, userId, events: page, forPublisher: each });
    }
  });
  const messageStatus = await statusNow(store, messageId, message, counter);
  await publish(ports, { messageId, events: [], progress: progressOf(counter), messageStatus, forPublisher: true });
  return message;
}

const expired: ReportingRule = { reporting: 'PROGRESS', named: false };

interface Counted {
  readonly counter: CounterRow;
  readonly events: readonly EventRow[];
}

/** Counts the changes. Returns the events of all of them, those that were counted before too. */
async function countAll(
  store: ReportStore,
  messageId: string,
  rule: ReportingRule,
  changes: readonly DeliveryChange[],
): Promise<Counted> {
  const own = new Set<DeliveryChange>();
  const { counter, events } = await countFresh(store, messageId, rule, changes, own);
  const repeated = changes.filter((change) => !own.has(change)).flatMap(eventsOf).length;
  if (repeated === 0) return { counter, events };
  const before = (counter.sequence ?? 0) - events.length;
  const again = before > 0 ? await store.events(messageId, Math.max(1, before - repeated + 1), before) : [];
  return { counter, events: [...again, ...events] };
}

/** Counts the changes that are not counted yet, and adds them to `own`. */
async function countFresh(
  store: ReportStore,
  messageId: string,
  rule: ReportingRule,
  changes: readonly DeliveryChange[],
  own: Set<DeliveryChange>,
): Promise<Counted> {
  let counter = await store.counter(messageId);
  const events: EventRow[] = [];
  for (let conflicts = 0; ; ) {
    const fresh = changes.filter((change) => !isCounted(change, counter)).slice(0, CHANGES_A_TRANSACTION);
    if (fresh.length === 0) return { counter, events };
    const count = countChanges(counter, rule, fresh);
    if (await store.record(messageId, counter, count)) {
      counter = count.counter;
      events.push(...count.events);
      for (const change of fresh) own.add(change);
    } else {
      conflicts += 1;
      if (conflicts > MOST_CONFLICTS) throw new Failure('The counter changes faster than it can be written.');
      counter = await store.counter(messageId);
    }
  }
}

async function statusNow(
  store: ReportStore,
  messageId: string,
  { status }: ReportedMessage,
  counter: CounterRow,
): Promise<MessageStatus> {
  if (status !== 'SENDING' || !isAttempted(counter)) return status;
  if (await store.complete(messageId)) return 'COMPLETED';
  return (await store.message(messageId))?.status ?? status;
}

/** Whether every delivery is known and past `QUEUED`. */
function isAttempted(counter: CounterRow): boolean {
  return counter.expected !== undefined && totalOf(counter) >= counter.expected && (counter.QUEUED ?? 0) === 0;
}

function byUser(events: readonly EventRow[]): Map<string, EventRow[]> {
  return Map.groupBy(events, ({ userId }) => userId);
}

function reported(row: EventRow): ReportDeliveriesInput['events'][number] {
  const { sequence, deliveryId, deviceId, userId, platform, status, reason, version, at } = row;
  return {
    ...{ sequence, deliveryId, deviceId, userId, platform, status, version, at },
    ...(reason === undefined ? {} : { reason, retryable: retryableReasons[reason] }),
  };
}

/** Subscribers miss a report that AppSync does not take. Clients then read its events by `deliveryEvents`. */
async function publish({ feed, logFailure, emitMetrics }: Ports, input: ReportDeliveriesInput): Promise<void> {
  try {
    await feed.report(input);
  } catch (error) {
    logFailure('A report was not published', error, { messageId: input.messageId });
    emitMetrics({ values: { ReportsMissed: 1 } });
  }
}
