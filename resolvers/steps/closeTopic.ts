import { type Context, type DynamoDBTransactWriteItemsRequest, runtime, util } from '@aws-appsync/utils';
import { topicKey } from '../../functions/rules/keys.ts';
import { ifLeft } from '../../functions/rules/sweep/dueTimes.ts';
import type { MutationDeleteTopicArgs } from '../../schema/generated/types.ts';
import { adminTransaction } from '../shared/adminTransaction.ts';
import { envOf } from '../shared/envOf.ts';
import { refuseUnavailable } from '../shared/refuseUnavailable.ts';
import { refuseSpentGrant } from '../shared/spendGrant.ts';
import { stashOf } from '../shared/stash.ts';
import { auditedTopic, topicAsItWas, topicAsRead } from '../shared/topicAsRead.ts';
import { update } from '../shared/transaction.ts';

/**
 * Marks the topic as being deleted, adds the act to the audit log and spends the grant: all or nothing. Leaves the work
 * for `createOrDeleteTopic`, if there is such a topic.
 */
export function request(ctx: Context<MutationDeleteTopicArgs>): DynamoDBTransactWriteItemsRequest {
  const topic = topicAsRead(ctx, ctx.args.input.topicId);
  if (topic === null) runtime.earlyReturn(null);
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
    condition: topicAsItWas(topic),
  });
  const act = { target: `topic/${topic.id}` as const, before: auditedTopic(topic), after: null };
  return adminTransaction(ctx, act, [deleting]);
}

export function response(ctx: Context<MutationDeleteTopicArgs>): null {
  refuseSpentGrant(ctx);
  refuseUnavailable(ctx);
  stashOf(ctx).topicWork = { kind: 'delete', topicId: ctx.args.input.topicId };
  return null;
}
