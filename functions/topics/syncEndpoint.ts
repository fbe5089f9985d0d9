import type { TopicSubscriptionFailure } from '../../schema/generated/types.ts';
import { inParallel } from '../delivery/inParallel.ts';
import { Failure } from '../rules/Failure.ts';
import type { EndpointSubscriptionRow, TopicSubscriptionRow } from '../rules/topics/TopicRows.ts';
import type { SubscriptionBroker } from './SubscriptionBroker.ts';
import type { SubscriptionStore } from './SubscriptionStore.ts';

export interface Ports {
  readonly subscriptions: Omit<SubscriptionStore, 'noteFailure'>;
  readonly broker: SubscriptionBroker;
}

/** A user may follow every topic that admins made. */
const PARALLEL = 5;

/** A user's subscription, and why SNS refused it to an endpoint. */
export interface SyncedSubscription {
  readonly row: TopicSubscriptionRow;
  readonly failure: TopicSubscriptionFailure | null;
}

/**
 * Gives an endpoint the active topic subscriptions of its user, in SNS, or only the one to `topicId`. May be repeated.
 * `userId` null: the endpoint belongs to no user any more. SNS keeps the subscriptions of a deleted endpoint, so they
 * are ended here. Returns the subscriptions that the endpoint should have, with SNS's refusals.
 */
export async function syncEndpoint(
  ports: Ports,
  endpointArn: string,
  userId: string | null,
  topicId?: string,
): Promise<readonly SyncedSubscription[]> {
  const { subscriptions, broker } = ports;
  const ofUser = userId === null ? [] : await subscriptions.ofUser(userId, topicId);
  const wanted = ofUser.filter(({ status }) => status === 'ACTIVE');
  const present = await subscriptions.ofEndpoint(endpointArn, topicId);
  const unwanted = present.filter((row) => !wanted.some(({ topicId }) => topicId === row.topicId));
  await inParallel(unwanted, PARALLEL, async (row) => {
    await broker.unsubscribe(row.subscriptionArn);
    await subscriptions.remove(row);
  });
  const failures = new Map<string, TopicSubscriptionFailure | null>();
  await inParallel(wanted, PARALLEL, async (want) => {
    const have = present.find(({ topicId }) => topicId === want.topicId);
    const isThere = have !== undefined && have.filterPolicy === want.filterPolicy;
    if (!isThere) failures.set(want.topicId, await subscribe(ports, endpointArn, want, have));
  });
  return wanted.map((row) => ({ row, failure: failures.get(row.topicId) ?? null }));
}

async function subscribe(
  { subscriptions, broker }: Ports,
  endpointArn: string,
  { topicId, filterPolicy }: TopicSubscriptionRow,
  have: EndpointSubscriptionRow | undefined,
): Promise<TopicSubscriptionFailure | null> {
  const topic = await subscriptions.read(topicId);
  // A deleted topic has no subscriptions in SNS. The messages of a FIFO topic do not reach endpoints through SNS.
  if (topic?.status !== 'ACTIVE' || topic.arn === undefined || topic.type === 'FIFO') return null;
  const subscriptionArn = have?.subscriptionArn ?? (await broker.subscribe(topic.arn, endpointArn));
  if (subscriptionArn === null) return null;
  const row: EndpointSubscriptionRow = {
    topicId,
    endpointArn,
    subscriptionArn,
    ...(filterPolicy === undefined ? {} : { filterPolicy }),
  };
  // Before the policy is set: a later run mends a row without a policy, and would never find a subscription without a
  // row.
  if (have === undefined) await subscriptions.put({ topicId, endpointArn, subscriptionArn });
  if (have?.filterPolicy === filterPolicy) return null;
  const outcome = await broker.setFilterPolicy(subscriptionArn, filterPolicy);
  if (outcome === 'gone') throw new Failure('The subscription went away while its filter policy was set.');
  if (outcome === 'set') {
    await subscriptions.put(row);
    return null;
  }
  // No messages rather than all of them. The stream goes on: a repetition would be refused again.
  await broker.unsubscribe(subscriptionArn);
  await subscriptions.remove(row);
  return outcome;
}
