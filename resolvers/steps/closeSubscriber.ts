import { type Context, type DynamoDBTransactWriteItemsRequest, runtime, util } from '@aws-appsync/utils';
import { ifPresent } from '../../functions/rules/Expression.ts';
import { topicSubscriberKey } from '../../functions/rules/keys.ts';
import { ifLeft } from '../../functions/rules/sweep/dueTimes.ts';
import type { MutationRemoveTopicSubscriberArgs } from '../../schema/generated/types.ts';
import { envOf } from '../shared/envOf.ts';
import { isUlid } from '../shared/ids.ts';
import { refuseUnavailable } from '../shared/refuseUnavailable.ts';
import { refuseSpentGrant, spendGrant } from '../shared/spendGrant.ts';
import { stashed, stashOf } from '../shared/stash.ts';
import { refusedPart, transaction, update } from '../shared/transaction.ts';

/**
 * Marks the subscriber as being removed and spends the grant: both or neither. Leaves its key for `applySubscriber`,
 * if there is such a subscriber.
 */
export function request(ctx: Context<MutationRemoveTopicSubscriberArgs>): DynamoDBTransactWriteItemsRequest {
  const { topicId } = ctx.args.input;
  const { protocol, endpoint } = stashed(ctx, 'endpoint');
  if (!isUlid(topicId)) runtime.earlyReturn(null);
  const { dueShard, dueAt } = ifLeft(util.time.nowEpochMilliSeconds());
  const removing = update({
    name: 'subscriber',
    table: envOf(ctx).TOPICS_TABLE,
    key: topicSubscriberKey(topicId, protocol, endpoint),
    change: {
      expression: 'SET #state = :removing, revision = :revision, dueShard = :dueShard, dueAt = :dueAt',
      names: { '#state': 'state' },
      values: { ':removing': 'REMOVING', ':revision': util.autoId(), ':dueShard': dueShard, ':dueAt': dueAt },
    },
    condition: ifPresent,
  });
  return transaction(ctx, [removing, ...spendGrant(ctx)]);
}

export function response(ctx: Context<MutationRemoveTopicSubscriberArgs>): null {
  if (refusedPart(ctx, 'subscriber') !== null) return null;
  refuseSpentGrant(ctx);
  refuseUnavailable(ctx);
  const { protocol, endpoint } = stashed(ctx, 'endpoint');
  stashOf(ctx).subscriberKey = { topicId: ctx.args.input.topicId, protocol, endpoint };
  return null;
}
