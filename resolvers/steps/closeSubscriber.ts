import { type Context, type DynamoDBTransactWriteItemsRequest, runtime, util } from '@aws-appsync/utils';
import { topicSubscriberKey } from '../../functions/rules/keys.ts';
import { ifLeft } from '../../functions/rules/sweep/dueTimes.ts';
import type { MutationRemoveTopicSubscriberArgs } from '../../schema/generated/types.ts';
import { adminTransaction } from '../shared/adminTransaction.ts';
import { envOf } from '../shared/envOf.ts';
import { refuseUnavailable } from '../shared/refuseUnavailable.ts';
import { refuseSpentGrant } from '../shared/spendGrant.ts';
import { stashed, stashOf } from '../shared/stash.ts';
import { subscriberAsItWas, subscriberAsRead, subscriberChange } from '../shared/subscriberAsRead.ts';
import { update } from '../shared/transaction.ts';

/**
 * Marks the subscriber as being removed, adds the act to the audit log and spends the grant: all or nothing. Leaves its
 * key for `applySubscriber`, if there is such a subscriber.
 */
export function request(ctx: Context<MutationRemoveTopicSubscriberArgs>): DynamoDBTransactWriteItemsRequest {
  const { topicId } = ctx.args.input;
  const { protocol, endpoint } = stashed(ctx, 'endpoint');
  const before = subscriberAsRead(ctx);
  if (before === null) runtime.earlyReturn(null);
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
    condition: subscriberAsItWas(before),
  });
  return adminTransaction(ctx, subscriberChange(ctx, null), [removing]);
}

export function response(ctx: Context<MutationRemoveTopicSubscriberArgs>): null {
  refuseSpentGrant(ctx);
  refuseUnavailable(ctx);
  const { protocol, endpoint } = stashed(ctx, 'endpoint');
  stashOf(ctx).subscriberKey = { topicId: ctx.args.input.topicId, protocol, endpoint };
  return null;
}
