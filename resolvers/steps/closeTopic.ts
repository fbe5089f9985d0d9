import { type Context, type DynamoDBTransactWriteItemsRequest, util } from '@aws-appsync/utils';
import { topicKey } from '../../functions/rules/keys.ts';
import type { MutationDeleteTopicArgs } from '../../schema/generated/types.ts';
import { consumeGrant, refuseSpentGrant } from '../shared/consumeGrant.ts';
import { mappedKey } from '../shared/mappedKey.ts';
import { refuseUnavailable } from '../shared/refuseUnavailable.ts';
import { stashOf } from '../shared/stash.ts';

/** Marks the topic as being deleted and spends the grant, together or not at all. Leaves its id for `createOrDeleteTopic`, if there is such a topic. */
export function request(ctx: Context<MutationDeleteTopicArgs>): DynamoDBTransactWriteItemsRequest {
  return {
    operation: 'TransactWriteItems',
    transactItems: [
      {
        table: `${ctx.env.TOPICS_TABLE}`,
        operation: 'UpdateItem',
        key: mappedKey(topicKey(ctx.args.input.topicId)),
        update: {
          expression: 'SET #status = :deleting',
          expressionNames: { '#status': 'status' },
          expressionValues: util.dynamodb.toMapValues({ ':deleting': 'DELETING' }),
        },
        condition: { expression: 'attribute_exists(pk)', returnValuesOnConditionCheckFailure: false },
      },
      ...consumeGrant(ctx),
    ],
  };
}

export function response(ctx: Context<MutationDeleteTopicArgs>): null {
  const reasons = (ctx.result?.cancellationReasons ?? []) as { type: string }[];
  if (ctx.error && reasons[0]?.type === 'ConditionCheckFailed') return null;
  if (ctx.error) refuseSpentGrant(ctx, reasons[1]);
  refuseUnavailable(ctx);
  stashOf(ctx).topicWork = { kind: 'delete', topicId: ctx.args.input.topicId };
  return null;
}
