import type { Context, DynamoDBTransactWriteItemsRequest } from '@aws-appsync/utils';
import { ifPresent } from '../../functions/rules/Expression.ts';
import { followerKey, topicSubscriptionKey } from '../../functions/rules/keys.ts';
import type { MutationUnsubscribeFromTopicArgs } from '../../schema/generated/types.ts';
import { envOf } from '../shared/envOf.ts';
import { refuseUnavailable } from '../shared/refuseUnavailable.ts';
import { refuseSpentGrant, spendGrant } from '../shared/spendGrant.ts';
import { refusedPart, remove, transaction } from '../shared/transaction.ts';
import { userIdOf } from '../shared/userIdOf.ts';

/**
 * Removes both rows of the subscription and spends the grant: all or nothing. Without a subscription the grant stays.
 * The function `followDevices` then unsubscribes the user's devices at SNS.
 */
export function request(ctx: Context<MutationUnsubscribeFromTopicArgs>): DynamoDBTransactWriteItemsRequest {
  const { topicId } = ctx.args.input;
  const userId = userIdOf(ctx);
  const key = topicSubscriptionKey(userId, topicId);
  return transaction(ctx, [
    remove({ name: 'subscription', table: envOf(ctx).DEVICES_TABLE, key, condition: ifPresent }),
    remove({ name: 'follower', table: envOf(ctx).TOPICS_TABLE, key: followerKey(topicId, userId) }),
    ...spendGrant(ctx),
  ]);
}

export function response(ctx: Context): boolean {
  refuseSpentGrant(ctx);
  if (refusedPart(ctx, 'subscription') !== null) return false;
  refuseUnavailable(ctx);
  return true;
}
