import type { Context, DynamoDBTransactWriteItemsRequest } from '@aws-appsync/utils';
import { topicKey } from '../../functions/rules/keys.ts';
import { notFound } from '../../functions/rules/Refusal.ts';
import type { TopicRow } from '../../functions/rules/topics/TopicRows.ts';
import type { MutationUpdateTopicArgs } from '../../schema/generated/types.ts';
import { rowsAlsoRead } from '../shared/alsoRead.ts';
import { envOf } from '../shared/envOf.ts';
import { refuse } from '../shared/refuse.ts';
import { refuseUnavailable } from '../shared/refuseUnavailable.ts';
import { refuseSpentGrant, spendGrant } from '../shared/spendGrant.ts';
import { stashOf } from '../shared/stash.ts';
import { accessOf } from '../shared/topicAccess.ts';
import { refusedPart, transaction, update } from '../shared/transaction.ts';

/** Changes who may follow the topic and spends the grant: both or neither. */
export function request(ctx: Context<MutationUpdateTopicArgs>): DynamoDBTransactWriteItemsRequest {
  const { input } = ctx.args;
  const topic = rowsAlsoRead<TopicRow>(ctx, envOf(ctx).TOPICS_TABLE).find(({ id }) => id === input.topicId);
  if (topic?.status !== 'ACTIVE') refuse(notFound('topic', 'input.topicId'));
  const { access, group } = accessOf(input);
  const { group: _, ...others } = topic;
  stashOf(ctx).updatedTopic = { ...others, access, ...(group ? { group } : {}) };
  const changed = update({
    name: 'topic',
    table: envOf(ctx).TOPICS_TABLE,
    key: topicKey(input.topicId),
    change: {
      expression: `SET #access = :access${group ? ', #group = :group' : ' REMOVE #group'}`,
      names: { '#access': 'access', '#group': 'group' },
      values: { ':access': access, ...(group ? { ':group': group } : {}) },
    },
    condition: { expression: '#status = :active', names: { '#status': 'status' }, values: { ':active': 'ACTIVE' } },
  });
  return transaction(ctx, [changed, ...spendGrant(ctx)]);
}

export function response(ctx: Context): null {
  if (refusedPart(ctx, 'topic') !== null) refuse(notFound('topic', 'input.topicId'));
  refuseSpentGrant(ctx);
  refuseUnavailable(ctx);
  return null;
}
