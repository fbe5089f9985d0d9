import { type Context, type DynamoDBTransactWriteItemsRequest, runtime, util } from '@aws-appsync/utils';
import { notFound } from '../../functions/rules/Refusal.ts';
import { statusAfter, validateDecision } from '../../functions/rules/topics/subscriptionAfter.ts';
import type { MutationDecideTopicSubscriptionArgs } from '../../schema/generated/types.ts';
import { adminTransaction } from '../shared/adminTransaction.ts';
import { callerOf } from '../shared/callerOf.ts';
import { refuse } from '../shared/refuse.ts';
import { refuseUnavailable } from '../shared/refuseUnavailable.ts';
import { refuseSpentGrant } from '../shared/spendGrant.ts';
import { stashOf } from '../shared/stash.ts';
import { changeSubscription, subscriptionAsRead } from '../shared/subscriptionAsRead.ts';

/**
 * Writes the decision on both sides of the subscription, with the admin and the time, and in the audit log, and spends
 * the grant: all or nothing. Writes nothing where it was decided so already; then a grant stays usable.
 * The function `followDevices` then subscribes or unsubscribes the user's devices at SNS, and `reportDevices` tells the
 * user.
 */
export function request(ctx: Context<MutationDecideTopicSubscriptionArgs>): DynamoDBTransactWriteItemsRequest {
  const { topicId, userId, decision } = ctx.args.input;
  const before = subscriptionAsRead(ctx, userId, topicId);
  if (!before) refuse(notFound('subscription', 'input.userId'));
  refuse(validateDecision(decision, before.status));
  const status = statusAfter(decision);
  stashOf(ctx).subscription = before;
  if (before.status === status) runtime.earlyReturn(false);
  const { id: decidedBy } = callerOf(ctx.identity);
  const after = { ...before, status, decidedAt: util.time.nowISO8601(), decidedBy };
  stashOf(ctx).subscription = after;
  const act = {
    target: `topicFollower/${topicId}/${userId}` as const,
    before: { status: before.status },
    after: { status },
  };
  return adminTransaction(ctx, act, changeSubscription(ctx, before, after));
}

export function response(ctx: Context): boolean {
  refuseSpentGrant(ctx);
  refuseUnavailable(ctx);
  return true;
}
