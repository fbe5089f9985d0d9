import type { MessageStatus } from '../../schema/generated/types.ts';
import type { CounterRow } from '../rules/delivery/CounterRow.ts';
import { Failure } from '../rules/Failure.ts';
import {
  type CountedChange,
  countChanges,
  eventsOf,
  isCounted,
  type ReportingRule,
  reportsEach,
  totalOf,
} from '../rules/reporting/countChanges.ts';
import type { EventRow } from '../rules/reporting/EventRow.ts';
import type { ReportedMessage, ReportStore } from './ReportStore.ts';

/** A change to report. It has a sequence number if it is durable as an event of its message. */
export type ReportedEvent = Omit<EventRow, 'sequence'> & Partial<Pick<EventRow, 'sequence'>>;

/** A message whose changes are counted, and what there is to report of it. */
export interface CountedMessage extends Pick<ReportedMessage, 'publisherId' | 'due'> {
  readonly messageId: string;
  /** As it stands, `COMPLETED` if every delivery was attempted. */
  readonly status: MessageStatus;
  readonly counter: CounterRow;
  /** Whether the publisher hears each of the events. */
  readonly each: boolean;
  readonly events: readonly ReportedEvent[];
}

/** A transaction takes 100 items: the counter, and one event for each change. A change rarely has two events. */
const CHANGES_A_TRANSACTION = 90;
/** Each conflict is another invocation's count, or the number of deliveries becoming known. So there are few. */
const MOST_CONFLICTS = 20;

/**
 * Counts changes of a message's deliveries in stream order, and completes the message once every delivery was
 * attempted. Returns what to report, or null if the message has expired. A change that comes again is not counted
 * again, but it is reported again, since the first report may have failed.
 */
export async function countMessage(
  store: ReportStore,
  messageId: string,
  changes: readonly CountedChange[],
): Promise<CountedMessage | null> {
  const message = await store.message(messageId);
  const { counter, events } = await countAll(store, messageId, message ?? expired, changes);
  if (message === null) return null;
  const each = reportsEach(message, Math.max(totalOf(counter), counter.expected ?? 0));
  return {
    messageId,
    publisherId: message.publisherId,
    due: message.due,
    status: await statusNow(store, messageId, message, counter),
    counter,
    each,
    events: each ? events : withNumbers(changes.flatMap(eventsOf), events),
  };
}

const expired: ReportingRule = { reporting: 'PROGRESS' };

interface Counted {
  readonly counter: CounterRow;
  readonly events: readonly EventRow[];
}

/** Counts the changes. Returns the events of all of them, those that were counted before too. */
async function countAll(
  store: ReportStore,
  messageId: string,
  rule: ReportingRule,
  changes: readonly CountedChange[],
): Promise<Counted> {
  const own = new Set<CountedChange>();
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
  changes: readonly CountedChange[],
  own: Set<CountedChange>,
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

function withNumbers(events: readonly ReportedEvent[], numbered: readonly EventRow[]): readonly ReportedEvent[] {
  const nameOf = ({ deliveryId, version }: ReportedEvent) => `${deliveryId}#${version}`;
  const known = new Map(numbered.map((event) => [nameOf(event), event]));
  return events.map((event) => known.get(nameOf(event)) ?? event);
}

async function statusNow(
  store: ReportStore,
  messageId: string,
  { status }: ReportedMessage,
  counter: CounterRow,
): Promise<MessageStatus> {
  if (status !== 'SENDING' || !isAttempted(counter)) return status;
  // What is sent and not answered yet, the sweep looks at again.
  const isAnswered = (counter.SENT ?? 0) === 0;
  if (await store.complete(messageId, isAnswered)) return 'COMPLETED';
  return (await store.message(messageId))?.status ?? status;
}

/** Whether every delivery is known and past `QUEUED`. */
function isAttempted(counter: CounterRow): boolean {
  return counter.expected !== undefined && totalOf(counter) >= counter.expected && (counter.QUEUED ?? 0) === 0;
}
