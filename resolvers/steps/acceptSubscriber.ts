import { type Context, type DynamoDBTransactWriteItemsRequest, runtime, util } from '@aws-appsync/utils';
import { topicKey, topicSubscriberKey } from '../../functions/rules/keys.ts';
import { problem } from '../../functions/rules/Problem.ts';
import type { TopicRow } from '../../functions/rules/topics/TopicRows.ts';
import type { TopicSubscriberRow } from '../../functions/rules/topics/TopicSubscriberRow.ts';
import { consumeGrant, refuseSpentGrant } from '../shared/consumeGrant.ts';
import { type CancellationReason, putRecord, replay } from '../shared/idempotency.ts';
import { mappedKey } from '../shared/mappedKey.ts';
import { refuseProblem } from '../shared/refuseProblem.ts';
import { refuseNow } from '../shared/refuseUnavailable.ts';
import { stashed, stashOf } from '../shared/stash.ts';

/**
 * Accepts the subscriber, if there is a topic that takes its kind: its row, the idempotency record and the grant it spends are written together or not at
 * all. What SNS has already stays in the row. Leaves its key for `applySubscriber`.
 */
export function request(ctx: Context): DynamoDBTransactWriteItemsRequest {
  const row = stashed(ctx, 'subscriber');
  const { topicId, protocol, endpoint } = row;
  stashOf(ctx).subscriberKey = { topicId, protocol, endpoint };
  if (stashOf(ctx).madeId) runtime.earlyReturn(null);
  const policy = row.filterPolicy ? { ':policy': row.filterPolicy } : {};
  return {
    operation: 'TransactWriteItems',
    transactItems: [
      putRecord(ctx, topicId),
      {
        table: `${ctx.env.TOPICS_TABLE}`,
        operation: 'ConditionCheck',
        key: mappedKey(topicKey(topicId)),
        condition: {
          expression: `#status = :active${onlyType(row) ? ' AND #type = :type' : ''}`,
          expressionNames: { '#status': 'status', ...(onlyType(row) ? { '#type': 'type' } : {}) },
          expressionValues: util.dynamodb.toMapValues({
            ':active': 'ACTIVE',
            ...(onlyType(row) ? { ':type': onlyType(row) } : {}),
          }),
          returnValuesOnConditionCheckFailure: true,
        },
      },
      {
        table: `${ctx.env.TOPICS_TABLE}`,
        operation: 'UpdateItem',
        key: mappedKey(topicSubscriberKey(topicId, protocol, endpoint)),
        update: {
          expression: `SET topicId = :topicId, protocol = :protocol, endpoint = :endpoint, #state = :state, revision = :revision, addedAt = if_not_exists(addedAt, :addedAt), addedBy = if_not_exists(addedBy, :addedBy)${
            row.filterPolicy ? ', filterPolicy = :policy' : ' REMOVE filterPolicy'
          }`,
          expressionNames: { '#state': 'state' },
          expressionValues: util.dynamodb.toMapValues({
            ':topicId': topicId,
            ':protocol': protocol,
            ':endpoint': endpoint,
            ':state': row.state,
            ':revision': row.revision,
            ':addedAt': row.addedAt,
            ':addedBy': row.addedBy,
            ...policy,
          }),
        },
      },
      ...consumeGrant(ctx),
    ],
  };
}

/** The one type of topic that takes the subscriber; null where both do. Amazon SNS Developer Guide, "FIFO topics: message delivery". */
function onlyType({ protocol, endpoint }: TopicSubscriberRow): string | null {
  if (protocol !== 'sqs') return 'STANDARD';
  return endpoint.endsWith('.fifo') ? 'FIFO' : null;
}

export function response(ctx: Context): null {
  if (!ctx.error) return null;
  const reasons = (ctx.result?.cancellationReasons ?? []) as CancellationReason[];
  const record = reasons[0]?.item;
  if (record) {
    replay(ctx, record);
    return null;
  }
  if (reasons[1]?.type === 'ConditionCheckFailed') {
    refuseTopic(stashed(ctx, 'subscriber'), reasons[1] as { item?: TopicRow | null });
  }
  refuseSpentGrant(ctx, reasons[3]);
  return refuseNow();
}

function refuseTopic({ protocol }: TopicSubscriberRow, { item }: { item?: TopicRow | null }): void {
  if (item?.status === 'ACTIVE') {
    refuseProblem(
      item.type === 'FIFO'
        ? problem(`input.endpoint.${protocol}`, 'for a FIFO topic, which SNS delivers to SQS queues alone', 'sqs')
        : problem(
            'input.endpoint.sqs.queueArn',
            'a FIFO queue, which SNS does not subscribe to a standard topic',
            'a standard queue, or a FIFO topic',
          ),
    );
  }
  util.error('There is no such topic.', 'NotFound', null, { field: 'input.topicId' });
}
