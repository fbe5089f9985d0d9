import { type Context, type DynamoDBTransactWriteItemsRequest, util } from '@aws-appsync/utils';
import { topicSubscriberKey } from '../../functions/rules/keys.ts';
import { ifLeft } from '../../functions/rules/sweep/dueTimes.ts';
import type { MutationUpdateTopicSubscriberArgs } from '../../schema/generated/types.ts';
import { envOf } from '../shared/envOf.ts';
import { refuseSubscriber } from '../shared/refuseSubscriber.ts';
import { refuseUnavailable } from '../shared/refuseUnavailable.ts';
import { refuseSpentGrant, spendGrant } from '../shared/spendGrant.ts';
import { stashed, stashOf } from '../shared/stash.ts';
import { transaction, update } from '../shared/transaction.ts';

/**
 * Writes the settings that a subscriber is to have and spends the grant: both or neither. Leaves its key for
 * `applySubscriber`.
 */
export function request(ctx: Context<MutationUpdateTopicSubscriberArgs>): DynamoDBTransactWriteItemsRequest {
  const { topicId } = ctx.args.input;
  const { protocol, endpoint } = stashed(ctx, 'endpoint');
  stashOf(ctx).subscriberKey = { topicId, protocol, endpoint };
  const { dueShard, dueAt } = ifLeft(util.time.nowEpochMilliSeconds());
  const sets = '#state = :adding, revision = :revision, dueShard = :dueShard, dueAt = :dueAt, wanted = :wanted';
  const changing = update({
    name: 'subscriber',
    table: envOf(ctx).TOPICS_TABLE,
    key: topicSubscriberKey(topicId, protocol, endpoint),
    change: {
      // SNS asks one that lapsed again.
      expression: `SET ${sets} REMOVE lapsedAt`,
      names: { '#state': 'state' },
      values: {
        ':adding': 'ADDING',
        ':revision': util.autoId(),
        ':dueShard': dueShard,
        ':dueAt': dueAt,
        ':wanted': stashed(ctx, 'subscriberSettings'),
      },
    },
    condition: {
      expression: '#state = :adding OR #state = :added',
      names: { '#state': 'state' },
      values: { ':adding': 'ADDING', ':added': 'ADDED' },
      returnsRow: true,
    },
  });
  return transaction(ctx, [changing, ...spendGrant(ctx)]);
}

export function response(ctx: Context): null {
  refuseSubscriber(ctx);
  refuseSpentGrant(ctx);
  refuseUnavailable(ctx);
  return null;
}
