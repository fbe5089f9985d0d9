import type { ChangeRecord } from '../rules/ChangeRecord.ts';
import type { LogFailure } from '../rules/LogFailure.ts';
import type { TopicSubscriptionRow } from '../rules/topics/TopicRows.ts';
import type { SubscriptionFeed } from './SubscriptionFeed.ts';

export interface Ports {
  readonly feed: SubscriptionFeed;
  readonly logFailure: LogFailure;
}

/**
 * Reports changes of topic subscriptions to their users' clients, in order; another filter policy is no news. Returns
 * null, or the sequence number of the record that failed: the stream brings it and the later ones again.
 */
export async function reportSubscriptions(
  { feed, logFailure }: Ports,
  records: readonly ChangeRecord<TopicSubscriptionRow>[],
): Promise<string | null> {
  for (const { sequenceNumber, at, before, after } of records) {
    const row = after ?? before;
    if (row === null || before?.status === after?.status) continue;
    const { userId, topicId } = row;
    try {
      await feed.report({ userId, topicId, status: after?.status ?? null, at: new Date(at).toISOString() });
    } catch (error) {
      logFailure('A topic subscription was not reported', error, { userId, topicId });
      return sequenceNumber;
    }
  }
  return null;
}
