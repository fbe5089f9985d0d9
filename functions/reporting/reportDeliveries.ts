import type { ReportDeliveriesInput } from '../../schema/generated/types.ts';
import { inParallel } from '../delivery/inParallel.ts';
import type { Marks } from '../delivery/Marks.ts';
import { retryableReasons } from '../rules/delivery/retryableReasons.ts';
import { type Key, messageFeed, publisherFeed, userFeed } from '../rules/keys.ts';
import { LedgerMetrics } from '../rules/metrics/LedgerMetrics.ts';
import { isOfDelivery } from '../rules/reporting/countChanges.ts';
import { type CountedMessage, countMessage, type ReportedEvent } from './countMessage.ts';
import { type Ports as FeedPorts, findOpenFeeds } from './findOpenFeeds.ts';
import { progressReport } from './progressReport.ts';
import { type Ports as PublishPorts, publishReports } from './publishReports.ts';
import type { ReportStore } from './ReportStore.ts';
import type { MessageRecords } from './readRecords.ts';

export interface Ports extends FeedPorts, PublishPorts {
  readonly store: ReportStore;
  readonly marks: Marks;
}

const PARALLEL_MESSAGES = 10;
const EVENTS_A_REPORT = 100;

/**
 * Counts the changes of each message's deliveries, then reports them to the feeds that somebody has open: the progress
 * to the publisher, and to each user the changes of their own deliveries, whatever the audience.
 * Returns the messages that were not counted: their records must come again.
 * Reports are best effort. A client that misses some reads `deliveryEvents`, or `inbox` with `changedSince`.
 */
export async function reportDeliveries(
  ports: Ports,
  records: ReadonlyMap<string, Pick<MessageRecords, 'changes' | 'marks'>>,
): Promise<readonly string[]> {
  const metrics = new LedgerMetrics();
  const counted: CountedMessage[] = [];
  const failed: string[] = [];
  await inParallel(records, PARALLEL_MESSAGES, async ([messageId, { changes, marks }]) => {
    try {
      const message = await countMessage(ports.store, messageId, changes);
      if (message !== null) counted.push(message);
      metrics.add(changes.filter(isOfDelivery), message?.due ?? null);
      for (const mark of marks) await ports.marks.pass(messageId, mark);
    } catch (error) {
      ports.logFailure('Deliveries were not counted', error, { messageId });
      failed.push(messageId);
    }
  });
  const isOpen = await findOpenFeeds(ports, counted.flatMap(feedsOf));
  const reports = counted.flatMap((message) => eventReports(message, isOpen));
  await publishReports(ports, {
    progress: counted
      .filter(({ messageId, publisherId }) => isOpen(messageFeed(messageId)) || isOpen(publisherFeed(publisherId)))
      .map(progressReport),
    // Each user's first report before anybody's second, and what publishers hear before what users alone do.
    events: reports.toSorted((one, other) => one.turn - other.turn).map(({ input }) => input),
  });
  metrics.measurements().forEach(ports.emitMetrics);
  return failed;
}

function feedsOf({ messageId, publisherId, events }: CountedMessage): readonly Key[] {
  return [messageFeed(messageId), publisherFeed(publisherId), ...events.map(({ userId }) => userFeed(userId))];
}

interface EventReport {
  readonly input: ReportDeliveriesInput;
  /** Reports of a lower turn go first. */
  readonly turn: number;
}

/** The pages of one user come after each other. No batch of the stream has so many. */
const MOST_PAGES = 1_000;

function eventReports(
  { messageId, each, events }: CountedMessage,
  isOpen: (feed: Key) => boolean,
): readonly EventReport[] {
  const followed = each && isOpen(messageFeed(messageId));
  return [...Map.groupBy(events, ({ userId }) => userId)].flatMap(([userId, own]) => {
    if (!followed && !isOpen(userFeed(userId))) return [];
    const pages = Array.from({ length: Math.ceil(own.length / EVENTS_A_REPORT) }, (_, page) =>
      own.slice(page * EVENTS_A_REPORT, (page + 1) * EVENTS_A_REPORT),
    );
    return pages.map((page, index) => ({
      input: { messageId, userId, events: page.map(reported), statusChanges: [], forPublisher: each },
      turn: followed ? index : MOST_PAGES + index,
    }));
  });
}

function reported(event: ReportedEvent): ReportDeliveriesInput['events'][number] {
  const { sequence, deliveryId, deviceId, userId, platform, status, reason, version, at } = event;
  return {
    ...{ deliveryId, deviceId, userId, platform, status, version, at },
    ...(sequence === undefined ? {} : { sequence }),
    ...(reason === undefined ? {} : { reason, retryable: retryableReasons[reason] }),
  };
}
