import type { SubscriberProtocol, TopicSubscriberRow } from '../rules/topics/TopicSubscriberRow.ts';

/** A row of the Topics table that is due. */
export type DueRow =
  | { readonly topicId: string; readonly subscriber: null }
  | {
      readonly topicId: string;
      readonly subscriber: { readonly protocol: SubscriberProtocol; readonly endpoint: string };
    };

/** The topics and subscribers about which SNS has something to do. */
export interface TopicSweepStore {
  /** Returns what is due, oldest first. It may be a moment behind. `now`: ISO 8601. */
  due(now: string, limit: number): Promise<readonly DueRow[]>;
  /**
   * Has the row looked at again then, in epoch milliseconds. Null: never.
   * Returns false if it is not due as it was read.
   */
  look(row: DueRow, dueAt: string, nextAt: number | null): Promise<boolean>;
  /** Marks a topic that SNS did not make as to be deleted. Returns false if it is not `CREATING`. */
  giveUp(topicId: string): Promise<boolean>;
  /** Notes that nobody confirmed a subscriber. Returns false if it changed since it was read. `at`: ISO 8601. */
  noteLapsed(row: TopicSubscriberRow, at: string): Promise<boolean>;
}
