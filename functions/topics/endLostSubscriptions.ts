import { inParallel } from '../delivery/inParallel.ts';
import { Failure } from '../rules/Failure.ts';
import { mayFollow } from '../rules/topics/mayFollow.ts';
import { isRefused } from '../rules/topics/subscriptionAfter.ts';
import type { TopicSubscriptionRow } from '../rules/topics/TopicRows.ts';
import type { SubscriptionStore } from './SubscriptionStore.ts';

/** A user's subscriptions, and their end. */
export interface SubscriptionEnds extends Pick<SubscriptionStore, 'read' | 'ofUser'> {
  /** Ends a subscription or request on both sides. Returns false if it changed since it was read. */
  end(row: TopicSubscriptionRow): Promise<boolean>;
}

export interface Ports {
  readonly subscriptions: SubscriptionEnds;
}

const AT_ONCE = 10;

/**
 * Ends a user's subscriptions to topics that the user may not follow any more. `groups`: the Cognito groups of the
 * verified token. What an admin decided against the user stays. Throws a Failure if one changes meanwhile.
 */
export async function endLostSubscriptions(
  { subscriptions }: Ports,
  userId: string,
  groups: readonly string[],
): Promise<void> {
  const rows = (await subscriptions.ofUser(userId)).filter((row) => !isRefused(row));
  await inParallel(rows, AT_ONCE, async (row) => {
    const topic = await subscriptions.read(row.topicId);
    if (topic === null || mayFollow(topic, groups)) return;
    if (!(await subscriptions.end(row))) throw new Failure('A topic subscription changed while it was ended.');
  });
}
