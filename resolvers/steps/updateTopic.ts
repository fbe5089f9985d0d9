import type { Context, DynamoDBTransactWriteItemsRequest } from '@aws-appsync/utils';
import { topicKey } from '../../functions/rules/keys.ts';
import { notFound } from '../../functions/rules/Refusal.ts';
import type { TopicRow } from '../../functions/rules/topics/TopicRows.ts';
import type { MutationUpdateTopicArgs } from '../../schema/generated/types.ts';
import { adminTransaction } from '../shared/adminTransaction.ts';
import { envOf } from '../shared/envOf.ts';
import { refuse } from '../shared/refuse.ts';
import { refuseUnavailable } from '../shared/refuseUnavailable.ts';
import { refuseSpentGrant } from '../shared/spendGrant.ts';
import { stashOf } from '../shared/stash.ts';
import { accessOf } from '../shared/topicAccess.ts';
import { auditedTopic, topicAsItWas, topicAsRead } from '../shared/topicAsRead.ts';
import { refusedPart, update } from '../shared/transaction.ts';

/** Changes who may follow the topic, adds the act to the audit log and spends the grant: all or nothing. */
export function request(ctx: Context<MutationUpdateTopicArgs>): DynamoDBTransactWriteItemsRequest {
  const { input } = ctx.args;
  const topic = topicAsRead(ctx, input.topicId);
  if (topic?.status !== 'ACTIVE') refuse(notFound('topic', 'input.topicId'));
  const { access, group } = accessOf(input);
  const { group: _, ...others } = topic;
  const updated = { ...others, access, ...(group ? { group } : {}) };
  stashOf(ctx).updatedTopic = updated;
  const changed = update({
    name: 'topic',
    table: envOf(ctx).TOPICS_TABLE,
    key: topicKey(input.topicId),
    change: {
      expression: `SET #access = :access${group ? ', #group = :group' : ' REMOVE #group'}`,
      names: { '#access': 'access', '#group': 'group' },
      values: { ':access': access, ...(group ? { ':group': group } : {}) },
    },
    condition: { ...topicAsItWas(topic), returnsRow: true },
  });
  const act = {
    target: `topic/${topic.id}` as const,
    before: auditedTopic(topic),
    after: auditedTopic(updated),
  };
  return adminTransaction(ctx, act, [changed]);
}

export function response(ctx: Context): null {
  const refused = refusedPart<TopicRow>(ctx, 'topic');
  // One that is still active was changed by another call meanwhile: the client repeats its own.
  if (refused !== null && refused.item?.status !== 'ACTIVE') refuse(notFound('topic', 'input.topicId'));
  refuseSpentGrant(ctx);
  refuseUnavailable(ctx);
  return null;
}
