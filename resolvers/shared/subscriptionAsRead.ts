import type { Context } from '@aws-appsync/utils';
import { type Condition, ifAbsent } from '../../functions/rules/Expression.ts';
import { followerKey, type Key, topicRequestsKey, topicSubscriptionKey } from '../../functions/rules/keys.ts';
import { MOST_REQUESTS } from '../../functions/rules/topics/subscriptionAfter.ts';
import type { TopicSubscriptionRow } from '../../functions/rules/topics/TopicRows.ts';
import { rowsAlsoRead } from './alsoRead.ts';
import { envOf } from './envOf.ts';
import { type Part, put, remove, update } from './transaction.ts';

/** Returns the user's subscription to the topic as `guard` read it, null where there is none. */
export function subscriptionAsRead(ctx: Context, userId: string, topicId: string): TopicSubscriptionRow | null {
  const { pk, sk } = topicSubscriptionKey(userId, topicId);
  const rows = rowsAlsoRead<TopicSubscriptionRow & Key>(ctx, envOf(ctx).DEVICES_TABLE);
  const found = rows.find((row) => row.pk === pk && row.sk === sk);
  if (!found) return null;
  const { pk: _pk, sk: _sk, ...row } = found;
  return row;
}

/**
 * Returns the parts of a transaction that write a subscription on the user's side and the topic's, and count the
 * requests that wait. `after` null: the subscription ends. The part `subscription` is refused, with the row in the way,
 * if the row is not `before` any more, and `requests` if too many wait.
 */
export function changeSubscription(
  ctx: Context,
  before: TopicSubscriptionRow | null,
  after: TopicSubscriptionRow | null,
): Part[] {
  const parts: Part[] = [];
  const { DEVICES_TABLE: devices, TOPICS_TABLE: topics } = envOf(ctx);
  const condition = { ...asRead(before), returnsRow: true };
  if (after) {
    const { topicId, userId, status } = after;
    const key = topicSubscriptionKey(userId, topicId);
    parts.push(put({ name: 'subscription', table: devices, key, row: after, condition }));
    parts.push(put({ name: 'follower', table: topics, key: followerKey(topicId, status, userId), row: after }));
  } else if (before) {
    const key = topicSubscriptionKey(before.userId, before.topicId);
    parts.push(remove({ name: 'subscription', table: devices, key, condition }));
  }
  if (before && before.status !== after?.status) {
    const { topicId, userId, status } = before;
    parts.push(remove({ name: 'follower', table: topics, key: followerKey(topicId, status, userId) }));
  }
  return parts.concat(countRequests(ctx, before, after));
}

function asRead(before: TopicSubscriptionRow | null): Condition {
  if (!before) return ifAbsent;
  const { status, filterPolicy } = before;
  const policy = filterPolicy ? 'filterPolicy = :policy' : 'attribute_not_exists(filterPolicy)';
  return {
    expression: `#status = :status AND ${policy}`,
    names: { '#status': 'status' },
    values: { ':status': status, ...(filterPolicy ? { ':policy': filterPolicy } : {}) },
  };
}

function countRequests(ctx: Context, before: TopicSubscriptionRow | null, after: TopicSubscriptionRow | null): Part[] {
  const waited = before?.status === 'REQUESTED';
  const waits = after?.status === 'REQUESTED';
  const userId = (after ?? before)?.userId;
  if (waited === waits || !userId) return [];
  const change = { expression: 'ADD waiting :change', values: { ':change': waits ? 1 : -1 } };
  const fewEnough = {
    expression: 'attribute_not_exists(waiting) OR waiting < :most',
    values: { ':most': MOST_REQUESTS },
  };
  return [
    update({
      name: 'requests',
      table: envOf(ctx).DEVICES_TABLE,
      key: topicRequestsKey(userId),
      change,
      ...(waits ? { condition: fewEnough } : {}),
    }),
  ];
}
