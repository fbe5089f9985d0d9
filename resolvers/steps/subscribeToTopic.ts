import { type Context, type DynamoDBTransactWriteItemsRequest, util } from '@aws-appsync/utils';
import { followerKey, topicKey, topicSubscriptionKey } from '../../functions/rules/keys.ts';
import { consumeGrant, refuseSpentGrant } from '../shared/consumeGrant.ts';
import { mappedKey } from '../shared/mappedKey.ts';
import { refuseUnavailable } from '../shared/refuseUnavailable.ts';
import { stashed } from '../shared/stash.ts';

/**
 * Writes the user's subscription from both sides, if there is such a topic, and spends the grant. Where SNS delivers to devices, functions/devices/followDevices
 * brings them in line.
 */
export function request(ctx: Context): DynamoDBTransactWriteItemsRequest {
  const row = stashed(ctx, 'subscription');
  return {
    operation: 'TransactWriteItems',
    transactItems: [
      {
        table: `${ctx.env.TOPICS_TABLE}`,
        operation: 'ConditionCheck',
        key: mappedKey(topicKey(row.topicId)),
        condition: {
          expression: '#status = :active',
          expressionNames: { '#status': 'status' },
          expressionValues: util.dynamodb.toMapValues({ ':active': 'ACTIVE' }),
          returnValuesOnConditionCheckFailure: false,
        },
      },
      {
        table: `${ctx.env.DEVICES_TABLE}`,
        operation: 'PutItem',
        key: mappedKey(topicSubscriptionKey(row.userId, row.topicId)),
        attributeValues: util.dynamodb.toMapValues({ ...row }),
      },
      ...consumeGrant(ctx),
      {
        table: `${ctx.env.TOPICS_TABLE}`,
        operation: 'PutItem',
        key: mappedKey(followerKey(row.topicId, row.userId)),
        attributeValues: util.dynamodb.toMapValues({ ...row }),
      },
    ],
  };
}

export function response(ctx: Context): null {
  const reasons = (ctx.result?.cancellationReasons ?? []) as { type: string }[];
  if (ctx.error && reasons[0]?.type === 'ConditionCheckFailed') {
    util.error('There is no such topic.', 'NotFound', null, { field: 'input.topicId' });
  }
  refuseSpentGrant(ctx, reasons[2]);
  refuseUnavailable(ctx);
  return null;
}
