import type { TopicSubscriberRow } from '../rules/topics/TopicSubscriberRow.ts';
import type { SubscriberNews } from './reportSubscriber.ts';
import type { SubscriberBroker } from './SubscriberBroker.ts';
import type { SubscriberKey } from './SubscriberStore.ts';

export interface Ports {
  /** Forgets the subscription of a suspended subscriber, which SNS has ended, and looks at it no more. */
  readonly subscribers: { noteEnded(row: TopicSubscriberRow): Promise<void> };
  readonly broker: Pick<SubscriberBroker, 'unsubscribe'>;
  readonly tellSuspended: (key: SubscriberKey) => void;
  /** Tells admins. Never rejects. */
  readonly report: (row: TopicSubscriberRow, news: SubscriberNews) => Promise<void>;
}

/**
 * Tells that a subscriber was suspended, and ends its subscription. Does nothing for one whose subscription has ended.
 * May be repeated: the sweep does if a call dies before its end, so that admins hear at least once.
 */
export async function endSuspended(
  { subscribers, broker, tellSuspended, report }: Ports,
  row: TopicSubscriberRow,
): Promise<void> {
  const { subscriptionArn, suspendedAt = '', health } = row;
  if (subscriptionArn === undefined) return;
  tellSuspended(row);
  await report(row, { status: 'SUSPENDED', reason: health?.lastError ?? null, at: suspendedAt });
  await broker.unsubscribe(subscriptionArn);
  await subscribers.noteEnded(row);
}
