import { util } from '@aws-appsync/utils';
import { isoTime } from '#language';
import { CONFIRMATION_MILLISECONDS } from '../../functions/rules/topics/confirmation.ts';
import { type DeliveryPolicy, usualDelivery } from '../../functions/rules/topics/DeliveryPolicy.ts';
import { settingsWanted } from '../../functions/rules/topics/settingsIn.ts';
import type { TopicSubscriberRow } from '../../functions/rules/topics/TopicSubscriberRow.ts';
import type {
  HttpsDelivery,
  RetryBackoff,
  TopicSubscriber,
  TopicSubscriberProtocol,
  TopicSubscriberStatus,
} from '../../schema/generated/types.ts';

const USUAL_CONTENT_TYPE = 'text/plain; charset=UTF-8';

/** Returns a subscriber as the API shows it. `said`: the state of its subscription at SNS. */
export function topicSubscriberOf(
  row: TopicSubscriberRow,
  said: TopicSubscriberStatus | null | undefined,
): TopicSubscriber {
  const { lastFailureAt, lastError, failureDay, failureCount, failingSince } = row.health ?? {};
  const atSns = said === 'CONFIRMED' && failingSince ? 'FAILING' : (said ?? 'LAPSED');
  const status = row.state === 'ADDED' ? atSns : row.state;
  const { filterPolicy, filterPolicyScope, rawDelivery, deliveryPolicy } = settingsWanted(row);
  return {
    topicId: row.topicId,
    protocol: row.protocol.toUpperCase() as TopicSubscriberProtocol,
    endpoint: row.endpoint,
    filterPolicy: filterPolicy ?? null,
    filterPolicyScope: filterPolicyScope ? 'MESSAGE_BODY' : 'MESSAGE_ATTRIBUTES',
    rawDelivery: rawDelivery ?? false,
    delivery: row.protocol === 'https' ? deliveryOf(deliveryPolicy ?? usualDelivery) : null,
    status,
    lastFailureAt: lastFailureAt ?? null,
    lastError: lastError ?? null,
    failuresToday: failureDay === util.time.nowISO8601().slice(0, 10) ? (failureCount ?? 0) : 0,
    confirmBy:
      status === 'PENDING_CONFIRMATION' && row.askedAt ? isoTime(row.askedAt + CONFIRMATION_MILLISECONDS) : null,
    lapsedAt: row.lapsedAt ?? null,
    subscriptionArn: row.subscriptionArn ?? null,
    addedAt: row.addedAt,
  };
}

function deliveryOf({ healthyRetryPolicy, throttlePolicy, requestPolicy }: DeliveryPolicy): HttpsDelivery {
  const { backoffFunction } = healthyRetryPolicy;
  return {
    retries: { ...healthyRetryPolicy, backoffFunction: backoffFunction.toUpperCase() as RetryBackoff },
    maxReceivesPerSecond: throttlePolicy?.maxReceivesPerSecond ?? null,
    contentType: requestPolicy?.headerContentType ?? USUAL_CONTENT_TYPE,
  };
}
