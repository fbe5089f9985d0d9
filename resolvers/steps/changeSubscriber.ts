import { type Context, type DynamoDBTransactWriteItemsRequest, util } from '@aws-appsync/utils';
import { topicSubscriberKey } from '../../functions/rules/keys.ts';
import { notFound } from '../../functions/rules/Refusal.ts';
import { ifLeft } from '../../functions/rules/sweep/dueTimes.ts';
import type { MutationUpdateTopicSubscriberArgs } from '../../schema/generated/types.ts';
import { adminTransaction } from '../shared/adminTransaction.ts';
import { envOf } from '../shared/envOf.ts';
import { refuse } from '../shared/refuse.ts';
import { refuseSubscriber } from '../shared/refuseSubscriber.ts';
import { refuseUnavailable } from '../shared/refuseUnavailable.ts';
import { refuseSpentGrant } from '../shared/spendGrant.ts';
import { stashed, stashOf } from '../shared/stash.ts';
import { subscriberAsRead, subscriberChange } from '../shared/subscriberAsRead.ts';
import { update } from '../shared/transaction.ts';

/**
 * Writes the settings that a subscriber is to have and the act, and spends the grant: all or nothing. Leaves its key
 * for `applySubscriber`.
 */
export function request(ctx: Context<MutationUpdateTopicSubscriberArgs>): DynamoDBTransactWriteItemsRequest {
  const { topicId } = ctx.args.input;
  const { protocol, endpoint } = stashed(ctx, 'endpoint');
  stashOf(ctx).subscriberKey = { topicId, protocol, endpoint };
  const before = subscriberAsRead(ctx);
  if (before === null) refuse(notFound('subscriber', 'input.endpoint'));
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
      expression: '(#state = :adding OR #state = :added) AND revision = :wasRevision',
      names: { '#state': 'state' },
      values: { ':adding': 'ADDING', ':added': 'ADDED', ':wasRevision': before.revision },
      returnsRow: true,
    },
  });
  return adminTransaction(ctx, subscriberChange(ctx, stashed(ctx, 'subscriberSettings')), [changing]);
}

export function response(ctx: Context): null {
  refuseSubscriber(ctx, ['ADDING', 'ADDED']);
  refuseSpentGrant(ctx);
  refuseUnavailable(ctx);
  return null;
}
