import type { FollowerRow } from '../rules/topics/TopicRows.ts';

/** Some of a topic's followers, and where the next page begins; without a cursor it was the last. */
export interface FollowerPage {
  readonly followers: readonly FollowerRow[];
  readonly cursor?: string;
}

/** Who is subscribed to a topic. */
export interface FollowerStore {
  /** In the order of their ids. Consistent. */
  page(topicId: string, cursor: string | undefined, limit: number): Promise<FollowerPage>;
}
