import { type Context, type DynamoDBTransactWriteItemsRequest, runtime, util } from '@aws-appsync/utils';
import { topicKey } from '../../functions/rules/keys.ts';
import type { TopicRow } from '../../functions/rules/topics/TopicRows.ts';
import { consumeGrant, refuseSpentGrant } from '../shared/consumeGrant.ts';
import { type CancellationReason, putRecord, replay } from '../shared/idempotency.ts';
import { mappedKey } from '../shared/mappedKey.ts';

/** Accepts the topic: its row, the idempotency record and the grant it spends are written together or not at all. Leaves its id for `createOrDeleteTopic`. */
export function request(ctx: Context): DynamoDBTransactWriteItemsRequest {
  const topic = ctx.stash.topic as TopicRow;
  if (ctx.stash.replayedMessageId) {
    ctx.stash.topicWork = { kind: 'create', topicId: ctx.stash.replayedMessageId };
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
  const topic = ctx.stash.topic as TopicRow;
  ctx.stash.topicWork = { kind: 'create', topicId: topic.id };
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
    ctx.stash.topicWork = { kind: 'create', topicId: record.messageId };
  }
  return null;
}
