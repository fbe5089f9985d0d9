import { ApplicationError } from '../rules/ApplicationError.ts';
import type { TopicRow } from '../rules/topics/TopicRows.ts';
import type { TopicBroker } from './TopicBroker.ts';
import type { TopicStore } from './TopicStore.ts';

export interface Ports {
  readonly topics: TopicStore;
  readonly broker: TopicBroker;
}

/** Creates an accepted topic in SNS. May be repeated. Throws ApplicationError `NotFound` if it was deleted since. */
export async function createTopic({ topics, broker }: Ports, topicId: string): Promise<TopicRow> {
  const topic = await topics.read(topicId);
  if (topic?.status === 'ACTIVE') return topic;
  const active =
    topic?.status === 'CREATING' ? await topics.activate(topicId, await broker.create(topicId, topic.type)) : null;
  if (active === null) throw new ApplicationError('NotFound', 'The topic was deleted since.', { field: 'topicId' });
  return active;
}

/** Deletes a closed topic in SNS. May be repeated. */
export async function deleteTopic({ topics, broker }: Ports, topicId: string): Promise<{ readonly deleted: boolean }> {
  const topic = await topics.read(topicId);
  if (topic?.status !== 'DELETING') return { deleted: false };
  await broker.delete(topicId, topic.type);
  await topics.remove(topicId);
  return { deleted: true };
}
