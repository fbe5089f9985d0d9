import type { FollowerRow } from '../rules/topics/TopicRows.ts';

export interface FollowerPage {
  readonly followers: readonly FollowerRow[];
  /** Where the next page begins. Absent on the last page. */
  readonly cursor?: string;
}

/** The users whose subscriptions to a topic are active. */
export interface FollowerStore {
  /** Returns at most `limit` followers, in the order of their ids. Consistent. */
  page(topicId: string, cursor: string | undefined, limit: number): Promise<FollowerPage>;
}
