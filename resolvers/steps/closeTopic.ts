import { type Context, type DynamoDBTransactWriteItemsRequest, util } from '@aws-appsync/utils';
import { ifPresent } from '../../functions/rules/Expression.ts';
import { topicKey } from '../../functions/rules/keys.ts';
import { ifLeft } from '../../functions/rules/sweep/dueTimes.ts';
import type { MutationDeleteTopicArgs } from '../../schema/generated/types.ts';
import { envOf } from '../shared/envOf.ts';
import { refuseUnavailable } from '../shared/refuseUnavailable.ts';
import { refuseSpentGrant, spendGrant } from '../shared/spendGrant.ts';
import { stashOf } from '../shared/stash.ts';
import { refusedPart, transaction, update } from '../shared/transaction.ts';

/**
 * Marks the topic as being deleted and spends the grant: both or neither. Leaves the work for `createOrDeleteTopic`, if
 * there is such a topic.
 */
export function request(ctx: Context<MutationDeleteTopicArgs>): DynamoDBTransactWriteItemsRequest {
  const { dueShard, dueAt } = ifLeft(util.time.nowEpochMilliSeconds());
  const deleting = update({
    name: 'topic',
    table: envOf(ctx).TOPICS_TABLE,
    key: topicKey(ctx.args.input.topicId),
    change: {
      expression: 'SET #status = :deleting, dueShard = :dueShard, dueAt = :dueAt',
      names: { '#status': 'status' },
      values: { ':deleting': 'DELETING', ':dueShard': dueShard, ':dueAt': dueAt },
    },
    condition: ifPresent,
  });
  return transaction(ctx, [deleting, ...spendGrant(ctx)]);
}

export function response(ctx: Context<MutationDeleteTopicArgs>): null {
  if (refusedPart(ctx, 'topic') !== null) return null;
  refuseSpentGrant(ctx);
  refuseUnavailable(ctx);
  stashOf(ctx).topicWork = { kind: 'delete', topicId: ctx.args.input.topicId };
  return null;
}
