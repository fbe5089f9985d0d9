import { type Context, type DynamoDBTransactWriteItemsRequest, runtime } from '@aws-appsync/utils';
import { isRefused } from '../../functions/rules/topics/subscriptionAfter.ts';
import type { MutationUnsubscribeFromTopicArgs } from '../../schema/generated/types.ts';
import { refuseUnavailable } from '../shared/refuseUnavailable.ts';
import { refuseSpentGrant, spendGrant } from '../shared/spendGrant.ts';
import { changeSubscription, subscriptionAsRead } from '../shared/subscriptionAsRead.ts';
import { refusedPart, transaction } from '../shared/transaction.ts';
import { userIdOf } from '../shared/userIdOf.ts';

/**
 * Removes the user's subscription or request from both sides and spends the grant: all or nothing. Without one the
 * grant stays usable. The function `followDevices` then unsubscribes the user's devices at SNS.
 */
export function request(ctx: Context<MutationUnsubscribeFromTopicArgs>): DynamoDBTransactWriteItemsRequest {
  const before = subscriptionAsRead(ctx, userIdOf(ctx), ctx.args.input.topicId);
  // Otherwise the user could ask again as if an admin had not decided.
  if (!before || isRefused(before)) runtime.earlyReturn(false);
  return transaction(ctx, changeSubscription(ctx, before, null).concat(spendGrant(ctx)));
}

export function response(ctx: Context): boolean {
  refuseSpentGrant(ctx);
  const changed = refusedPart(ctx, 'subscription');
  if (changed !== null && !changed.item) return false;
  refuseUnavailable(ctx);
  return true;
}
