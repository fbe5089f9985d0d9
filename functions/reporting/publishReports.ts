import type { ReportDeliveriesInput } from '../../schema/generated/types.ts';
import { inParallel } from '../delivery/inParallel.ts';
import type { Clock } from '../rules/Clock.ts';
import type { LogFailure } from '../rules/LogFailure.ts';
import type { EmitMetrics } from '../rules/metrics/EmitMetrics.ts';
import type { DeliveryFeed } from './DeliveryFeed.ts';

export interface Ports {
  readonly clock: Clock;
  readonly feed: DeliveryFeed;
  readonly logFailure: LogFailure;
  readonly emitMetrics: EmitMetrics;
}

export interface Reports {
  /** Of messages, for their publishers. */
  readonly progress: readonly ReportDeliveriesInput[];
  /** Of users' deliveries, in the order of their turns. */
  readonly events: readonly ReportDeliveriesInput[];
}

/** With AppSync answering in 25 ms, 40 at a time are 1,600 a second: less than its lowest quota, 2,000. */
const PARALLEL_EVENTS = 40;
const PARALLEL_PROGRESS = 10;
/** The next batch of the stream waits for this one, with the counts and the progress of other messages. */
const EVENTS_MILLISECONDS = 5_000;

/**
 * Publishes reports. The progress of messages never waits behind the events of users. After 5 seconds no report with
 * events is begun. A metric counts the reports that were missed: clients read what they would have told.
 */
export async function publishReports(ports: Ports, { progress, events }: Reports): Promise<void> {
  const { clock, feed, logFailure, emitMetrics } = ports;
  const deadline = clock.now() + EVENTS_MILLISECONDS;
  let missed = 0;
  let refusal: { readonly error: unknown; readonly messageId: string } | undefined;
  const publish = async (input: ReportDeliveriesInput) => {
    try {
      await feed.report(input);
    } catch (error) {
      missed += 1;
      refusal = { error, messageId: input.messageId };
    }
  };
  await Promise.all([
    inParallel(progress, PARALLEL_PROGRESS, publish),
    inParallel(events, PARALLEL_EVENTS, async (input) => {
      if (clock.now() < deadline) await publish(input);
      else missed += 1;
    }),
  ]);
  if (missed === 0) return;
  emitMetrics({ values: { ReportsMissed: missed } });
  const facts = { missed, messageId: refusal?.messageId };
  logFailure('Reports were not published', refusal?.error ?? new Error('Their time was over.'), facts);
}
