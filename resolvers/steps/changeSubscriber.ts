import { type Context, type DynamoDBTransactWriteItemsRequest, util } from '@aws-appsync/utils';
import { topicSubscriberKey } from '../../functions/rules/keys.ts';
import { ifLeft } from '../../functions/rules/sweep/dueTimes.ts';
import type { MutationUpdateTopicSubscriberArgs } from '../../schema/generated/types.ts';
import { envOf } from '../shared/envOf.ts';
import { refuseSubscriber } from '../shared/refuseSubscriber.ts';
import { refuseUnavailable } from '../shared/refuseUnavailable.ts';
import { refuseSpentGrant, spendGrant } from '../shared/spendGrant.ts';
import { stashed, stashOf } from '../shared/stash.ts';
import { settingsChange } from '../shared/subscriberSettings.ts';
import { transaction, update } from '../shared/transaction.ts';

/** Writes a subscriber's settings and spends the grant: both or neither. Leaves its key for `applySubscriber`. */
export function request(ctx: Context<MutationUpdateTopicSubscriberArgs>): DynamoDBTransactWriteItemsRequest {
  const { topicId } = ctx.args.input;
  const { protocol, endpoint } = stashed(ctx, 'endpoint');
  stashOf(ctx).subscriberKey = { topicId, protocol, endpoint };
  const { dueShard, dueAt } = ifLeft(util.time.nowEpochMilliSeconds());
  const { sets, removes: removed, values } = settingsChange(stashed(ctx, 'subscriberSettings'));
  // SNS asks one that lapsed again.
  const removes = ['lapsedAt'].concat(removed);
  const changing = update({
    name: 'subscriber',
    table: envOf(ctx).TOPICS_TABLE,
    key: topicSubscriberKey(topicId, protocol, endpoint),
    change: {
      expression: `SET ${['#state = :adding, revision = :revision, dueShard = :dueShard, dueAt = :dueAt'].concat(sets).join(', ')} REMOVE ${removes.join(', ')}`,
      names: { '#state': 'state' },
      values: {
        ':adding': 'ADDING',
        ':revision': util.autoId(),
        ':dueShard': dueShard,
        ':dueAt': dueAt,
        ...values,
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
