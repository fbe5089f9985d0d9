import { type Context, type DynamoDBTransactWriteItemsRequest, runtime } from '@aws-appsync/utils';
import { topicSubscriberKey } from '../../functions/rules/keys.ts';
import type { MutationRedeliverToSubscriberArgs } from '../../schema/generated/types.ts';
import { adminTransaction } from '../shared/adminTransaction.ts';
import { envOf } from '../shared/envOf.ts';
import { putRecord, replayFirst } from '../shared/idempotency.ts';
import { refuseSubscriber } from '../shared/refuseSubscriber.ts';
import { refuseUnavailable } from '../shared/refuseUnavailable.ts';
import { refuseSpentGrant } from '../shared/spendGrant.ts';
import { stashed, stashOf } from '../shared/stash.ts';
import { subscriberTarget } from '../shared/subscriberAsRead.ts';
import { check } from '../shared/transaction.ts';

/** Writes the idempotency record and the act, and spends the grant, if SNS has the subscriber: all or nothing. */
export function request(ctx: Context<MutationRedeliverToSubscriberArgs>): DynamoDBTransactWriteItemsRequest {
  const { topicId } = ctx.args.input;
  const { protocol, endpoint } = stashed(ctx, 'endpoint');
  stashOf(ctx).subscriberKey = { topicId, protocol, endpoint };
  if (stashOf(ctx).madeId) runtime.earlyReturn(null);
  const isAdded = check({
    name: 'subscriber',
    table: envOf(ctx).TOPICS_TABLE,
    key: topicSubscriberKey(topicId, protocol, endpoint),
    condition: {
      expression: '#state = :added',
      names: { '#state': 'state' },
      values: { ':added': 'ADDED' },
      returnsRow: true,
    },
  });
  const act = { target: subscriberTarget(ctx), before: null, after: null };
  return adminTransaction(ctx, act, [putRecord(ctx, topicId), isAdded]);
}

export function response(ctx: Context): null {
  if (!ctx.error) return null;
  if (replayFirst(ctx)) return null;
  refuseSubscriber(ctx, ['ADDED']);
  refuseSpentGrant(ctx);
  refuseUnavailable(ctx);
  return null;
}
