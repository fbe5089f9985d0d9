import type { Context, DynamoDBTransactWriteItemsRequest } from '@aws-appsync/utils';
import { followerKey, topicKey, topicSubscriptionKey } from '../../functions/rules/keys.ts';
import { notFound } from '../../functions/rules/Refusal.ts';
import { envOf } from '../shared/envOf.ts';
import { refuse } from '../shared/refuse.ts';
import { refuseUnavailable } from '../shared/refuseUnavailable.ts';
import { refuseSpentGrant, spendGrant } from '../shared/spendGrant.ts';
import { stashed } from '../shared/stash.ts';
import { check, put, refusedPart, transaction } from '../shared/transaction.ts';

/**
 * Writes both rows of the subscription, if the topic exists, and spends the grant: all or nothing.
 * The function `followDevices` then subscribes the user's devices at SNS.
 */
export function request(ctx: Context): DynamoDBTransactWriteItemsRequest {
  const row = stashed(ctx, 'subscription');
  const { topicId, userId } = row;
  const topics = envOf(ctx).TOPICS_TABLE;
  const isActive = { expression: '#status = :active', names: { '#status': 'status' }, values: { ':active': 'ACTIVE' } };
  return transaction(ctx, [
    check({ name: 'topic', table: topics, key: topicKey(topicId), condition: isActive }),
    put({ name: 'subscription', table: envOf(ctx).DEVICES_TABLE, key: topicSubscriptionKey(userId, topicId), row }),
    put({ name: 'follower', table: topics, key: followerKey(topicId, userId), row }),
    ...spendGrant(ctx),
  ]);
}

export function response(ctx: Context): null {
  if (refusedPart(ctx, 'topic') !== null) refuse(notFound('topic', 'input.topicId'));
  refuseSpentGrant(ctx);
  refuseUnavailable(ctx);
  return null;
}
