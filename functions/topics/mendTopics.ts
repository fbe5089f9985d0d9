import type { TopicRow } from '../rules/topics/TopicRows.ts';
import type { TopicBroker } from './TopicBroker.ts';
import type { TopicLogs } from './TopicLogs.ts';

export interface Ports {
  readonly topics: {
    /** Returns all topics in the order of their ids, or those after one, page by page. */
    pages(after: string | null): AsyncIterable<readonly TopicRow[]>;
  };
  readonly broker: Pick<TopicBroker, 'configure'>;
  readonly logs: TopicLogs;
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
 * For topics that an earlier version or other settings made. May be repeated.
 */
export async function mendTopics(
  { topics, broker, logs, hasTime }: Ports,
  after: string | null,
): Promise<MendedTopics> {
  let mended = 0;
  let last = after;
  for await (const page of topics.pages(after)) {
    for (const { id, type, status } of page) {
      if (!hasTime()) return { mended, after: last };
      last = id;
      if (status !== 'ACTIVE') continue;
      await logs.prepare(await broker.configure(id, type));
      mended += 1;
    }
  }
  return { mended, after: null };
}
