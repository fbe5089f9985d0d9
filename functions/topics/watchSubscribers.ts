import { inParallel } from '../delivery/inParallel.ts';
import type { Clock } from '../rules/Clock.ts';
import { Failure } from '../rules/Failure.ts';
import type { EmitMetrics } from '../rules/metrics/EmitMetrics.ts';
import { type Due, ifLeft } from '../rules/sweep/dueTimes.ts';
import type { TopicDelivery } from '../rules/topics/parseTopicDelivery.ts';
import { healthAfter, isToSuspend } from '../rules/topics/subscriberHealth.ts';
import type { SubscriberHealth, TopicSubscriberRow } from '../rules/topics/TopicSubscriberRow.ts';
import { type Ports as EndPorts, endSuspended } from './endSuspended.ts';
import type { SubscriberKey } from './SubscriberStore.ts';

export interface Ports extends EndPorts {
  readonly clock: Clock;
  readonly subscribers: EndPorts['subscribers'] & {
    readSubscriber(key: SubscriberKey): Promise<TopicSubscriberRow | null>;
    /** Records the health. Returns false if the row changed since it was read. */
    noteHealth(row: TopicSubscriberRow, health: SubscriberHealth): Promise<boolean>;
    /**
     * Marks an added subscriber as suspended, and to be looked at then unless it is ended. Returns false if it is not
     * as it was read. `since`: ISO 8601.
     */
    noteSuspended(row: TopicSubscriberRow, since: string, then: Due): Promise<boolean>;
  };
  /** Returns the id of a topic of ours, null for another ARN. */
  readonly topicIdOf: (topicArn: string) => string | null;
  /** Nothing but failures for so long suspend a subscriber. */
  readonly suspendAfterDays: number;
  readonly emitMetrics: EmitMetrics;
}

const AT_ONCE = 10;
/** Attempts while others change the same row. One gets through in each round. */
const ROUNDS = 8;

/**
 * Notes with topics' subscribers how deliveries ended: one write for each subscriber, however many messages a batch is
 * about, and none for one that is well and stays so. Ends the subscription of one that failed for too long.
 * SNS's logs may repeat, so counts are at least the true ones.
 */
export async function watchSubscribers(ports: Ports, deliveries: readonly TopicDelivery[]): Promise<void> {
  const bySubscriber = Map.groupBy(deliveries, ({ topicArn, endpoint }) => `${topicArn} ${endpoint}`);
  await inParallel([...bySubscriber.values()], AT_ONCE, async (together) => {
    const [first] = together;
    const topicId = first === undefined ? null : ports.topicIdOf(first.topicArn);
    if (first === undefined || topicId === null) return;
    await note(ports, { topicId, protocol: first.protocol, endpoint: first.endpoint }, together);
  });
}

async function note(ports: Ports, key: SubscriberKey, deliveries: readonly TopicDelivery[]): Promise<void> {
  const { subscribers, suspendAfterDays } = ports;
  for (let round = 1; round <= ROUNDS; round += 1) {
    const row = await subscribers.readSubscriber(key);
    // Removed since, or Heliograph's own queue.
    if (row === null) return;
    const before = row.health ?? {};
    const health = healthAfter(before, deliveries);
    if (health !== before && !(await subscribers.noteHealth(row, health))) continue;
    await tell(ports, row, health);
    const isFailing = deliveries.some(({ error }) => error !== null);
    if (isFailing && isToSuspend(health, suspendAfterDays)) await suspend(ports, { ...row, health });
    return;
  }
  throw new Failure('A subscriber kept changing while its health was noted.');
}

/** Counts and tells that a subscriber began to fail, or takes messages again. */
async function tell({ emitMetrics, report }: Ports, row: TopicSubscriberRow, health: SubscriberHealth): Promise<void> {
  const [failedBefore, fails] = [row.health?.failingSince !== undefined, health.failingSince !== undefined];
  if (failedBefore === fails) return;
  const { lastFailureAt = '', lastError = null, recoveredAt = '' } = health;
  if (!fails) {
    await report(row, { status: 'CONFIRMED', reason: null, at: recoveredAt });
    return;
  }
  emitMetrics({ values: { SubscribersFailing: 1 }, facts: { topicId: row.topicId, protocol: row.protocol } });
  await report(row, { status: 'FAILING', reason: lastError, at: lastFailureAt });
}

/** A call that dies meanwhile is repeated by the next failure, or by the sweep. */
async function suspend(ports: Ports, row: TopicSubscriberRow): Promise<void> {
  if (row.subscriptionArn === undefined || (row.state !== 'ADDED' && row.state !== 'SUSPENDED')) return;
  const suspendedAt = row.suspendedAt ?? row.health?.lastFailureAt ?? '';
  const { subscribers, clock } = ports;
  if (row.state === 'ADDED' && !(await subscribers.noteSuspended(row, suspendedAt, ifLeft(clock.now())))) return;
  await endSuspended(ports, { ...row, suspendedAt });
}
