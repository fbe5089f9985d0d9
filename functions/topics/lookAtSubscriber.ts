import type { TopicSubscriberStatus } from '../../schema/generated/types.ts';
import { ApplicationError } from '../rules/ApplicationError.ts';
import type { EmitMetrics } from '../rules/metrics/EmitMetrics.ts';
import { CONFIRMATION_MILLISECONDS } from '../rules/topics/confirmation.ts';
import type { TopicSubscriberRow } from '../rules/topics/TopicSubscriberRow.ts';
import { applySubscriber } from './applySubscriber.ts';
import { type Ports as EndPorts, endSuspended } from './endSuspended.ts';
import type { Ports as ApplyPorts } from './subscribeAtSns.ts';
import type { DueRow, TopicSweepStore } from './TopicSweepStore.ts';

export interface Ports extends ApplyPorts, Pick<EndPorts, 'tellSuspended' | 'report'> {
  readonly subscribers: ApplyPorts['subscribers'] & EndPorts['subscribers'];
  readonly store: Pick<TopicSweepStore, 'look' | 'noteLapsed'>;
  readonly emitMetrics: EmitMetrics;
}

type DueSubscriber = DueRow & { readonly subscriber: object };

const HOUR = 3_600_000;
/** SNS may forget a subscription somewhat late. */
const SLACK = 300_000;
const LAPSED = 'Nobody confirmed it within 48 hours.';
const REFUSED = 'SNS does not take it.';
const REFUSED_SETTINGS = 'SNS does not take its new settings. It keeps the earlier ones.';

/**
 * Has SNS do what a call left about a subscriber. Tells admins of one whose confirmation lapsed, that was suspended, or
 * that SNS refused.
 * `againAt`: when to look again if this fails, in epoch milliseconds.
 */
export async function lookAtSubscriber(ports: Ports, due: DueSubscriber, againAt: number): Promise<void> {
  const { clock, store, subscribers } = ports;
  const key = { topicId: due.topicId, ...due.subscriber };
  const row = await subscribers.readSubscriber(key);
  if (row?.dueAt === undefined || Date.parse(row.dueAt) > clock.now()) return;
  // First, so that one that cannot be finished does not keep others from their turn.
  if (!(await store.look(due, row.dueAt, againAt))) return;
  const dueAt = new Date(againAt).toISOString();
  try {
    const applied = await applySubscriber(ports, key);
    if (applied?.state === 'SUSPENDED') await endSuspended(ports, applied);
    else if (applied !== null) await settle(ports, due, { ...applied, dueAt });
  } catch (error) {
    if (!(error instanceof ApplicationError)) throw error;
    if (error.errorType === 'ConfirmationPending') await store.look(due, dueAt, confirmBy(row, clock.now()));
    else await tellRefused(ports, row);
  }
}

/** A new subscriber is gone by now. Another is as it was before, and settled in the next look. */
async function tellRefused(ports: Ports, row: TopicSubscriberRow): Promise<void> {
  const left = await ports.subscribers.readSubscriber(row);
  if (left === null) await tell(ports, row, 'LAPSED', REFUSED);
  else await tell(ports, left, await statusOf(ports, left), REFUSED_SETTINGS);
}

async function statusOf({ broker }: Ports, row: TopicSubscriberRow): Promise<TopicSubscriberStatus> {
  const { state, subscriptionArn } = row;
  if (state !== 'ADDED') return state;
  return (subscriptionArn === undefined ? null : await broker.state(subscriptionArn)) ?? 'LAPSED';
}

/** Looks whether the owner of an added subscriber confirmed. */
async function settle(
  ports: Ports,
  due: DueSubscriber,
  row: TopicSubscriberRow & { readonly dueAt: string },
): Promise<void> {
  const { broker, clock, store } = ports;
  const { state, subscriptionArn } = row;
  const isAdded = state === 'ADDED' && subscriptionArn !== undefined;
  const atSns = isAdded ? await broker.state(subscriptionArn) : 'CONFIRMED';
  if (atSns === null) {
    if (await store.noteLapsed(row, new Date(clock.now()).toISOString())) await tell(ports, row, 'LAPSED', LAPSED);
    return;
  }
  await store.look(due, row.dueAt, atSns === 'CONFIRMED' ? null : confirmBy(row, clock.now()));
}

/** When SNS has forgotten a subscription that nobody confirmed. */
function confirmBy({ askedAt = 0 }: TopicSubscriberRow, now: number): number {
  return Math.max(now + HOUR, askedAt + CONFIRMATION_MILLISECONDS + SLACK);
}

async function tell(
  { clock, emitMetrics, report }: Ports,
  row: TopicSubscriberRow,
  status: TopicSubscriberStatus,
  reason: string,
): Promise<void> {
  const { topicId, protocol } = row;
  emitMetrics({ values: { SubscribersFailing: 1 }, facts: { topicId, protocol, reason } });
  await report(row, { status, reason, at: new Date(clock.now()).toISOString() });
}
