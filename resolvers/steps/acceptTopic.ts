import { type Context, type DynamoDBTransactWriteItemsRequest, runtime, util } from '@aws-appsync/utils';
import { topicKey } from '../../functions/rules/keys.ts';
import { consumeGrant, refuseSpentGrant } from '../shared/consumeGrant.ts';
import { type CancellationReason, putRecord, replay } from '../shared/idempotency.ts';
import { mappedKey } from '../shared/mappedKey.ts';
import { stashed, stashOf } from '../shared/stash.ts';

/** Accepts the topic: its row, the idempotency record and the grant it spends are written together or not at all. Leaves its id for `createOrDeleteTopic`. */
export function request(ctx: Context): DynamoDBTransactWriteItemsRequest {
  const topic = stashed(ctx, 'topic');
  const { madeId } = stashOf(ctx);
  if (madeId) {
    stashOf(ctx).topicWork = { kind: 'create', topicId: madeId };
    runtime.earlyReturn(null);
  }
  return {
    operation: 'TransactWriteItems',
    transactItems: [
      putRecord(ctx, topic.id),
      {
        table: `${ctx.env.TOPICS_TABLE}`,
        operation: 'PutItem',
        key: mappedKey(topicKey(topic.id)),
        attributeValues: util.dynamodb.toMapValues({ ...topic }),
        condition: { expression: 'attribute_not_exists(pk)', returnValuesOnConditionCheckFailure: false },
      },
      ...consumeGrant(ctx),
    ],
  };
}

export function response(ctx: Context): null {
  const topic = stashed(ctx, 'topic');
  stashOf(ctx).topicWork = { kind: 'create', topicId: topic.id };
  if (!ctx.error) return null;
  const reasons = (ctx.result?.cancellationReasons ?? []) as CancellationReason[];
  const record = reasons[0]?.item;
  if (!record) {
    refuseSpentGrant(ctx, reasons[2]);
    util.error('The topic was not made. Try again with the same idempotency key.', 'Unavailable', null, {
      retryable: true,
    });
  }
  if (record) {
    replay(ctx, record);
    stashOf(ctx).topicWork = { kind: 'create', topicId: record.madeId };
  }
  return null;
}
