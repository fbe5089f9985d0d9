import type { MessageStatus, ReportDeliveriesInput } from '../../schema/generated/types.ts';
import { inParallel } from '../delivery/inParallel.ts';
import { messageFeed, publisherFeed } from '../rules/keys.ts';
import { type Ports as FeedPorts, findOpenFeeds } from './findOpenFeeds.ts';
import { progressReport } from './progressReport.ts';
import { type Ports as PublishPorts, publishReports } from './publishReports.ts';
import type { ReportStore } from './ReportStore.ts';

export interface Ports extends FeedPorts, PublishPorts {
  readonly store: Pick<ReportStore, 'message' | 'counter'>;
}

/** One write to a message. */
export interface MessageChange {
  readonly messageId: string;
  readonly publisherId: string;
  /** Null for a new message. */
  readonly was: MessageStatus | null;
  readonly status: MessageStatus;
}

const PARALLEL = 10;

/**
 * Reports the messages whose status changed to the feeds that somebody has open, each once, with all its new statuses.
 * Never rejects: what is missed is counted, and clients read the message.
 */
export async function reportMessages(ports: Ports, changes: readonly MessageChange[]): Promise<void> {
  const changed = changes.filter(({ was, status }) => status !== was);
  if (changed.length === 0) return;
  const isOpen = await findOpenFeeds(
    ports,
    changed.flatMap(({ messageId, publisherId }) => [messageFeed(messageId), publisherFeed(publisherId)]),
  );
  const followed = changed.filter(
    ({ messageId, publisherId }) => isOpen(messageFeed(messageId)) || isOpen(publisherFeed(publisherId)),
  );
  const progress: ReportDeliveriesInput[] = [];
  await inParallel(
    Map.groupBy(followed, ({ messageId }) => messageId),
    PARALLEL,
    async ([messageId, own]) => {
      const report = await reportOf(ports, messageId, own);
      if (report !== null) progress.push(report);
    },
  );
  await publishReports(ports, { progress, events: [] });
}

/** Returns null for a message that has expired, or cannot be read. */
async function reportOf(
  { store, logFailure, emitMetrics }: Ports,
  messageId: string,
  changes: readonly MessageChange[],
): Promise<ReportDeliveriesInput | null> {
  try {
    const message = await store.message(messageId);
    if (message === null) return null;
    const { publisherId, status } = message;
    const counter = await store.counter(messageId);
    return {
      ...progressReport({ messageId, publisherId, status, counter }),
      statusChanges: changes.map((change) => change.status),
    };
  } catch (error) {
    logFailure('A message was not reported', error, { messageId });
    emitMetrics({ values: { ReportsMissed: 1 } });
    return null;
  }
}
