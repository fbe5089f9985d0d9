import type { TopicDelivery } from './parseTopicDelivery.ts';
import type { SubscriberHealth } from './TopicSubscriberRow.ts';

const DAY = 86_400_000;

type Ended = Pick<TopicDelivery, 'at' | 'error'>;

/** Returns a subscriber's health after deliveries ended, `before` itself if that says nothing new. */
export function healthAfter(before: SubscriberHealth, deliveries: readonly Ended[]): SubscriberHealth {
  return deliveries.toSorted((left, right) => left.at - right.at).reduce(after, before);
}

function after(before: SubscriberHealth, { at, error }: Ended): SubscriberHealth {
  const time = new Date(at).toISOString();
  if (error === null) {
    const isRecovered = before.failingSince !== undefined && time > (before.lastFailureAt ?? '');
    return isRecovered ? { ...withoutFailing(before), recoveredAt: time } : before;
  }
  const failureDay = time.slice(0, 10);
  const isLate = time < (before.lastFailureAt ?? '');
  if (isLate && failureDay !== before.failureDay) return before;
  const failureCount = failureDay === before.failureDay ? (before.failureCount ?? 0) + 1 : 1;
  const counted = { ...before, failureDay, failureCount };
  if (isLate) return counted;
  // SNS logs failures and successes apart, so that one may arrive after a later other.
  const isPast = time <= (before.recoveredAt ?? '');
  const failingSince = before.failingSince ?? time;
  return { ...counted, lastFailureAt: time, lastError: error, ...(isPast ? {} : { failingSince }) };
}

function withoutFailing({ failingSince: _, ...others }: SubscriberHealth): SubscriberHealth {
  return others;
}

/** Whether nothing but failures came for so many days. */
export function isToSuspend({ failingSince, lastFailureAt }: SubscriberHealth, days: number): boolean {
  if (failingSince === undefined || lastFailureAt === undefined) return false;
  return Date.parse(lastFailureAt) - Date.parse(failingSince) >= days * DAY;
}
