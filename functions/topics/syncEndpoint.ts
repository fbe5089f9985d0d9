import { Failure } from '../rules/Failure.ts';
import type { EndpointSubscriptionRow, TopicSubscriptionRow } from '../rules/topics/TopicRows.ts';
import type { SubscriptionBroker } from './SubscriptionBroker.ts';
import type { SubscriptionStore } from './SubscriptionStore.ts';

export interface Ports {
  readonly subscriptions: SubscriptionStore;
  readonly broker: SubscriptionBroker;
}

/**
 * Brings what an endpoint is subscribed to at SNS in line with what its user is subscribed to; a null user has no claim on it any more. May be repeated.
 * SNS keeps the subscriptions of an endpoint that was deleted, so they are ended here.
 */
export async function syncEndpoint(ports: Ports, endpointArn: string, userId: string | null): Promise<void> {
  const { subscriptions, broker } = ports;
  const wanted = userId === null ? [] : await subscriptions.ofUser(userId);
  const present = await subscriptions.ofEndpoint(endpointArn);
  for (const row of present) {
    if (wanted.some(({ topicId }) => topicId === row.topicId)) continue;
    await broker.unsubscribe(row.subscriptionArn);
    await subscriptions.remove(row);
  }
  for (const want of wanted) {
    const have = present.find(({ topicId }) => topicId === want.topicId);
    if (have === undefined || have.filterPolicy !== want.filterPolicy) await subscribe(ports, endpointArn, want, have);
  }
}

async function subscribe(
  { subscriptions, broker }: Ports,
  endpointArn: string,
  { topicId, filterPolicy }: TopicSubscriptionRow,
  have: EndpointSubscriptionRow | undefined,
): Promise<void> {
  const topic = await subscriptions.read(topicId);
  // A topic that was deleted has no subscriptions left at SNS; a FIFO topic's messages are sent to devices from here.
  if (topic?.status !== 'ACTIVE' || topic.arn === undefined || topic.type === 'FIFO') return;
  const subscriptionArn = have?.subscriptionArn ?? (await broker.subscribe(topic.arn, endpointArn));
  if (subscriptionArn === null) return;
  const row: EndpointSubscriptionRow = {
    topicId,
    endpointArn,
    subscriptionArn,
    ...(filterPolicy === undefined ? {} : { filterPolicy }),
  };
  // Before the policy is set: a row of a subscription that has none yet is mended, a subscription without a row stays for ever.
  if (have === undefined) await subscriptions.put({ topicId, endpointArn, subscriptionArn });
  if (have?.filterPolicy === filterPolicy) return;
  const outcome = await broker.setFilterPolicy(subscriptionArn, filterPolicy);
  if (outcome === 'set') await subscriptions.put(row);
  else if (outcome === 'gone') throw new Failure('The subscription went away while its filter policy was set.');
  else {
    // Nothing rather than everything; and no other user's records wait behind one that stays so.
    await broker.unsubscribe(subscriptionArn);
    await subscriptions.remove(row);
  }
}
