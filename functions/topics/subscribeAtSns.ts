import type { Clock } from '../rules/Clock.ts';
import { Failure } from '../rules/Failure.ts';
import { settingsWanted } from '../rules/topics/settingsIn.ts';
import type { TopicSubscriberRow } from '../rules/topics/TopicSubscriberRow.ts';
import type { KeptMessages } from './KeptMessages.ts';
import type { Subscribed, SubscriberBroker } from './SubscriberBroker.ts';
import type { SubscriberStore } from './SubscriberStore.ts';

export interface Ports {
  readonly clock: Clock;
  readonly subscribers: SubscriberStore;
  readonly broker: SubscriberBroker;
  readonly kept: KeptMessages;
}

/** What making the queue for kept messages needs. */
export interface KeepingPorts {
  readonly subscribers: Pick<SubscriberStore, 'noteKept'>;
  readonly kept: Pick<KeptMessages, 'nameFor' | 'prepare'>;
}

/** SNS asks the owner of a subscriber again at most once in this time. */
const ASK_AGAIN_MILLISECONDS = 3_600_000;
/** A call that asks has ended by then, or died: the function has 10 seconds. */
const ASKING_MILLISECONDS = 60_000;

/**
 * Whether SNS asks the subscriber's owner to confirm: a mailbox, a web hook, and what another account than the topic's
 * has (Amazon SNS API Reference, "Subscribe").
 */
export function isAsked({ protocol, endpoint }: TopicSubscriberRow, topicArn: string | undefined): boolean {
  if (protocol === 'email' || protocol === 'https') return true;
  return topicArn !== undefined && accountOf(endpoint) !== accountOf(topicArn);
}

function accountOf(arn: string): string | undefined {
  return arn.split(':')[4];
}

/** Whether the last request to the owner is old enough for another one. `now`: epoch milliseconds. */
export function mayAskAgain({ askedAt = 0 }: TopicSubscriberRow, now: number): boolean {
  return now - askedAt >= ASK_AGAIN_MILLISECONDS;
}

/**
 * Has SNS subscribe a subscriber, or find it, and notes the subscription's ARN. Returns `changed` if another call
 * changed the row. SNS may ask the owner to confirm, so of calls at the same time one alone does this.
 * Throws a Failure while another call does.
 */
export async function subscribeAtSns(
  ports: Ports,
  row: TopicSubscriberRow,
  topicArn: string | undefined,
): Promise<Subscribed | 'changed'> {
  const { protocol, endpoint, subscriptionArn, askedAt } = row;
  const { clock, subscribers, broker } = ports;
  if (topicArn === undefined) return { arn: null, refusal: 'gone' };
  const keptArn = await prepareKept(ports, row, topicArn);
  if (keptArn === null) return 'changed';
  if (isAsked(row, topicArn)) {
    const now = clock.now();
    const isBeingAsked = subscriptionArn === undefined && askedAt !== undefined && now - askedAt < ASKING_MILLISECONDS;
    if (isBeingAsked) throw new Failure('Another call has SNS ask the owner of the subscriber.');
    if (!(await subscribers.noteAsking(row, now))) return 'changed';
  }
  const answer = await broker.subscribe({ topicArn, protocol, endpoint, keptArn, settings: settingsWanted(row) });
  if (answer.arn !== null) await subscribers.noteSubscription(row, answer.arn);
  return answer;
}

/**
 * Makes the queue for what a subscriber does not take. Its name is in the row before, so that it can be deleted.
 * Returns its ARN, or null if the row is gone.
 */
export async function prepareKept(
  { subscribers, kept }: KeepingPorts,
  row: TopicSubscriberRow,
  topicArn: string,
): Promise<string | null> {
  const name = row.keptIn ?? (await subscribers.noteKept(row, kept.nameFor(topicArn)));
  return name === null ? null : kept.prepare(name, topicArn);
}
