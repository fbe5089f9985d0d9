import type { TopicRow } from '../rules/topics/TopicRows.ts';
import type { SubscriberBroker } from './SubscriberBroker.ts';
import { type KeepingPorts, prepareKept } from './subscribeAtSns.ts';
import type { TopicBroker } from './TopicBroker.ts';
import type { TopicLogs } from './TopicLogs.ts';
import type { TopicStore } from './TopicStore.ts';

export interface Ports {
  readonly topics: Pick<TopicStore, 'subscribersOf'> & {
    /** Returns all topics in the order of their ids, or those after one, page by page. */
    pages(after: string | null): AsyncIterable<readonly TopicRow[]>;
  };
  readonly broker: Pick<TopicBroker, 'configure'>;
  readonly logs: TopicLogs;
  readonly subscribing: KeepingPorts & { readonly broker: Pick<SubscriberBroker, 'keep'> };
  /** Whether there is time for another topic. */
  readonly hasTime: () => boolean;
}

export interface MendedTopics {
  readonly mended: number;
  /** Where to go on: the last topic that was mended. Null if all are. */
  readonly after: string | null;
}

/**
 * Gives every topic at SNS what a new one gets today: key, policy, signature version, tags, delivery logs.
 * Gives each subscriber that an earlier version added a queue for what it does not take.
 * For topics that an earlier version or other settings made. May be repeated.
 */
export async function mendTopics(ports: Ports, after: string | null): Promise<MendedTopics> {
  const { topics, broker, logs, hasTime } = ports;
  let mended = 0;
  let last = after;
  for await (const page of topics.pages(after)) {
    for (const { id, type, status } of page) {
      if (!hasTime()) return { mended, after: last };
      last = id;
      if (status !== 'ACTIVE') continue;
      const arn = await broker.configure(id, type);
      await logs.prepare(arn);
      await mendSubscribers(ports, id, arn);
      mended += 1;
    }
  }
  return { mended, after: null };
}

async function mendSubscribers({ topics, subscribing }: Ports, topicId: string, topicArn: string): Promise<void> {
  for await (const page of topics.subscribersOf(topicId)) {
    for (const row of page) {
      const { keptIn, state, subscriptionArn } = row;
      if (keptIn !== undefined || state !== 'ADDED' || subscriptionArn === undefined) continue;
      const keptArn = await prepareKept(subscribing, row, topicArn);
      // One that is gone, or that its owner has ended, needs none.
      if (keptArn !== null) await subscribing.broker.keep(subscriptionArn, keptArn);
    }
  }
}
