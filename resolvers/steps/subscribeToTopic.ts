import { type Context, type DynamoDBTransactWriteItemsRequest, runtime, util } from '@aws-appsync/utils';
import { topicKey } from '../../functions/rules/keys.ts';
import { notFound } from '../../functions/rules/Refusal.ts';
import { mayFollow } from '../../functions/rules/topics/mayFollow.ts';
import { afterSubscribing, MOST_REQUESTS } from '../../functions/rules/topics/subscriptionAfter.ts';
import type { TopicRow, TopicSubscriptionRow } from '../../functions/rules/topics/TopicRows.ts';
import { rowsAlsoRead } from '../shared/alsoRead.ts';
import { callingUser } from '../shared/callerOf.ts';
import { envOf } from '../shared/envOf.ts';
import { refuse } from '../shared/refuse.ts';
import { refuseUnavailable } from '../shared/refuseUnavailable.ts';
import { refuseSpentGrant, spendGrant } from '../shared/spendGrant.ts';
import { stashed, stashOf } from '../shared/stash.ts';
import { changeSubscription, subscriptionAsRead } from '../shared/subscriptionAsRead.ts';
import { check, type Part, refusedPart, transaction } from '../shared/transaction.ts';

/**
 * Writes the user's subscription or request from both sides, if the topic and the subscription are as `guard` read
 * them, and spends the grant: all or nothing. Writes nothing where it is so already.
 * The function `followDevices` then subscribes the user's devices at SNS, where SNS delivers to them.
 */
export function request(ctx: Context): DynamoDBTransactWriteItemsRequest {
  const wanted = stashed(ctx, 'wantedSubscription');
  const topic = visibleTopic(ctx, wanted.topicId);
  const before = subscriptionAsRead(ctx, wanted.userId, wanted.topicId);
  const after = afterSubscribing(wanted, before, topic.access);
  stashOf(ctx).subscription = after;
  const parts = after === before ? [] : [checkTopic(ctx, topic)].concat(changeSubscription(ctx, before, after));
  const all = parts.concat(spendGrant(ctx));
  if (all.length === 0) runtime.earlyReturn(null);
  return transaction(ctx, all);
}

/** Returns the topic. Ends alike where there is none and where the caller must not know of it. */
function visibleTopic(ctx: Context, topicId: string): TopicRow {
  const topic = rowsAlsoRead<TopicRow>(ctx, envOf(ctx).TOPICS_TABLE).find(({ id }) => id === topicId);
  const isVisible = topic?.status === 'ACTIVE' && mayFollow(topic, callingUser(ctx).groups);
  if (!topic || !isVisible) refuse(notFound('topic', 'input.topicId'));
  return topic;
}

function checkTopic(ctx: Context, { id, access, group }: TopicRow): Part {
  const condition = {
    expression: `#status = :active AND #access = :access${group ? ' AND #group = :group' : ''}`,
    names: { '#status': 'status', '#access': 'access', ...(group ? { '#group': 'group' } : {}) },
    values: { ':active': 'ACTIVE', ':access': access, ...(group ? { ':group': group } : {}) },
  };
  return check({ name: 'topic', table: envOf(ctx).TOPICS_TABLE, key: topicKey(id), condition });
}

export function response(ctx: Context): null {
  const inTheWay = refusedPart<TopicSubscriptionRow>(ctx, 'subscription')?.item;
  // Another call of the user's came first and did the same.
  if (inTheWay && inTheWay.status === stashed(ctx, 'subscription').status) {
    stashOf(ctx).subscription = inTheWay;
    return null;
  }
  if (refusedPart(ctx, 'requests') !== null) {
    util.error(`At most ${MOST_REQUESTS} of your requests for topics wait at a time.`, 'LimitExceeded', null, {
      limit: MOST_REQUESTS,
      retryable: false,
    });
  }
  refuseSpentGrant(ctx);
  refuseUnavailable(ctx);
  return null;
}
