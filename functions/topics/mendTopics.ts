import type { TopicRow } from '../rules/topics/TopicRows.ts';
import { mendPhones, type Ports as PhonePorts } from './mendPhones.ts';
import type { SubscriberBroker } from './SubscriberBroker.ts';
import { type KeepingPorts, prepareKept } from './subscribeAtSns.ts';
import type { TopicBroker } from './TopicBroker.ts';
import type { TopicLogs } from './TopicLogs.ts';
import type { TopicStore } from './TopicStore.ts';

export interface Ports extends PhonePorts {
  readonly topics: Pick<TopicStore, 'subscribersOf'> & {
    /** Returns all topics in the order of their ids, or those after one, page by page. */
    pages(after: string | null): AsyncIterable<readonly TopicRow[]>;
  };
  readonly broker: Pick<TopicBroker, 'configure'>;
  readonly logs: TopicLogs;
  readonly subscribing: KeepingPorts & { readonly broker: Pick<SubscriberBroker, 'keep'> };
}

export interface MendedTopics {
  readonly mended: number;
  /** Where to go on: the last topic that was mended. Null if all are. */
  readonly after: string | null;
  /** Where to go on among the phones of the topic behind it. Null: at its beginning. */
  readonly phonesAfter: string | null;
}

/**
 * Gives every topic at SNS what a new one gets today: key, policy, signature version, tags, delivery logs.
 * Has SNS keep what phones and subscribers do not take that an earlier version subscribed.
 * For topics that an earlier version or other settings made. May be repeated.
 */
export async function mendTopics(
  ports: Ports,
  after: string | null,
  phonesAfter: string | null = null,
): Promise<MendedTopics> {
  const { topics, broker, logs, hasTime } = ports;
  let mended = 0;
  let last = after;
  let phones = phonesAfter;
  for await (const page of topics.pages(after)) {
    for (const { id, type, status } of page) {
      if (!hasTime()) return { mended, after: last, phonesAfter: phones };
      if (status !== 'ACTIVE') {
        last = id;
        continue;
      }
      const arn = await broker.configure(id, type);
      await logs.prepare(arn);
      await mendSubscribers(ports, id, arn);
      // SNS delivers the messages of FIFO topics to queues alone.
      phones = type === 'FIFO' ? null : await mendPhones(ports, arn, phones);
      if (phones !== null) return { mended, after: last, phonesAfter: phones };
      last = id;
      mended += 1;
    }
  }
  return { mended, after: null, phonesAfter: null };
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
