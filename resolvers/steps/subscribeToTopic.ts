import { type Context, type DynamoDBTransactWriteItemsRequest, util } from '@aws-appsync/utils';
import { topicKey, topicSubscriptionKey } from '../../functions/domain/keys.ts';
import { problem } from '../../functions/domain/message/Problem.ts';
import type { TopicRow, TopicSubscriptionRow } from '../../functions/domain/topic/TopicRows.ts';
import { consumeGrant, refuseSpentGrant } from '../shared/consumeGrant.ts';
import { mappedKey } from '../shared/mappedKey.ts';
import { refuseProblem } from '../shared/refuseProblem.ts';
import { refuseUnavailable } from '../shared/refuseUnavailable.ts';

/** Writes the user's subscription, if there is such a topic, and spends the grant; functions/releaseEndpoint brings their devices in line. */
export function request(ctx: Context): DynamoDBTransactWriteItemsRequest {
  const row = ctx.stash.subscription as TopicSubscriptionRow;
  return {
    operation: 'TransactWriteItems',
    transactItems: [
      {
        table: `${ctx.env.TOPICS_TABLE}`,
        operation: 'ConditionCheck',
        key: mappedKey(topicKey(row.topicId)),
        condition: {
          expression: '#status = :active AND #type = :standard',
          expressionNames: { '#status': 'status', '#type': 'type' },
          expressionValues: util.dynamodb.toMapValues({ ':active': 'ACTIVE', ':standard': 'STANDARD' }),
          returnValuesOnConditionCheckFailure: true,
        },
      },
      {
        table: `${ctx.env.DEVICES_TABLE}`,
        operation: 'PutItem',
        key: mappedKey(topicSubscriptionKey(row.userId, row.topicId)),
        attributeValues: util.dynamodb.toMapValues({ ...row }),
      },
      ...consumeGrant(ctx),
    ],
  };
}

export function response(ctx: Context): null {
  const reasons = (ctx.result?.cancellationReasons ?? []) as { type: string; item?: TopicRow | null }[];
  if (ctx.error && reasons[0]?.type === 'ConditionCheckFailed') {
    if (reasons[0].item?.type === 'FIFO') {
      refuseProblem(
        problem('input.topicId', 'a FIFO topic, which SNS does not deliver to devices', 'a standard topic'),
      );
    }
    util.error('There is no such topic.', 'NotFound', null, { field: 'input.topicId' });
  }
  refuseSpentGrant(ctx, reasons[2]);
  refuseUnavailable(ctx);
  return null;
}
