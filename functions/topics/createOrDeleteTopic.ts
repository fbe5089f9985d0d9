import { inParallel } from '../delivery/inParallel.ts';
import { ApplicationError } from '../rules/ApplicationError.ts';
import { Failure } from '../rules/Failure.ts';
import type { TopicRow, TopicSubscriptionRow } from '../rules/topics/TopicRows.ts';
import type { SubscriptionEnds } from './endLostSubscriptions.ts';
import type { KeptMessages } from './KeptMessages.ts';
import type { TopicBroker } from './TopicBroker.ts';
import type { TopicLogs } from './TopicLogs.ts';
import type { TopicStore } from './TopicStore.ts';

export interface Ports {
  readonly topics: TopicStore;
  readonly broker: Pick<TopicBroker, 'create' | 'delete'>;
  readonly logs: TopicLogs;
}

/** Creates an accepted topic in SNS. May be repeated. Throws ApplicationError `NotFound` if it was deleted since. */
export async function createTopic({ topics, broker, logs }: Ports, topicId: string): Promise<TopicRow> {
  const topic = await topics.read(topicId);
  if (topic?.status === 'ACTIVE') return topic;
  let active: TopicRow | null = null;
  if (topic?.status === 'CREATING') {
    const arn = await broker.create(topicId, topic.type);
    await logs.prepare(arn);
    active = await topics.activate(topicId, arn);
  }
  if (active === null) throw new ApplicationError('NotFound', 'The topic was deleted since.', { field: 'topicId' });
  return active;
}

/** The requests to follow a topic that wait. */
export interface TopicRequests extends Pick<SubscriptionEnds, 'end'> {
  /** Returns them page by page. */
  requestsTo(topicId: string): AsyncIterable<readonly TopicSubscriptionRow[]>;
}

export interface DeletePorts extends Omit<Ports, 'logs'> {
  readonly subscriptions: TopicRequests;
  readonly kept: Pick<KeptMessages, 'discard'>;
}

const AT_ONCE = 20;

/**
 * Deletes a closed topic in SNS, with what its subscribers did not take. Withdraws the requests to follow it, which
 * would go on counting. May be repeated.
 * Throws a Failure if a request changes meanwhile.
 */
export async function deleteTopic(
  { topics, broker, subscriptions, kept }: DeletePorts,
  topicId: string,
): Promise<{ readonly deleted: boolean }> {
  const topic = await topics.read(topicId);
  if (topic?.status !== 'DELETING') return { deleted: false };
  await broker.delete(topicId, topic.type);
  for await (const page of subscriptions.requestsTo(topicId)) {
    await inParallel(page, AT_ONCE, async (row) => {
      if (!(await subscriptions.end(row))) throw new Failure('A request changed while its topic was deleted.');
    });
  }
  for await (const page of topics.subscribersOf(topicId)) {
    await inParallel(page, AT_ONCE, async ({ keptIn }) => {
      if (keptIn !== undefined) await kept.discard(keptIn);
    });
  }
  await topics.remove(topicId);
  return { deleted: true };
}
