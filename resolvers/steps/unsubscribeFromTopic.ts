import type { Context, DynamoDBTransactWriteItemsRequest } from '@aws-appsync/utils';
import { followerKey, topicSubscriptionKey } from '../../functions/rules/keys.ts';
import type { MutationUnsubscribeFromTopicArgs } from '../../schema/generated/types.ts';
import { consumeGrant, refuseSpentGrant } from '../shared/consumeGrant.ts';
import { mappedKey } from '../shared/mappedKey.ts';
import { refuseUnavailable } from '../shared/refuseUnavailable.ts';
import { userIdOf } from '../shared/userIdOf.ts';

/**
 * Removes the user's subscription from both sides and spends the grant, together or not at all: where there is none, the grant is still there to be used.
 * functions/devices/followDevices brings their devices in line.
 */
export function request(ctx: Context<MutationUnsubscribeFromTopicArgs>): DynamoDBTransactWriteItemsRequest {
  return {
    operation: 'TransactWriteItems',
    transactItems: [
      {
        table: `${ctx.env.DEVICES_TABLE}`,
        operation: 'DeleteItem',
        key: mappedKey(topicSubscriptionKey(userIdOf(ctx), ctx.args.input.topicId)),
        condition: { expression: 'attribute_exists(pk)', returnValuesOnConditionCheckFailure: false },
      },
      ...consumeGrant(ctx),
      {
        table: `${ctx.env.TOPICS_TABLE}`,
        operation: 'DeleteItem',
        key: mappedKey(followerKey(ctx.args.input.topicId, userIdOf(ctx))),
      },
    ],
  };
}

export function response(ctx: Context): boolean {
  const reasons = (ctx.result?.cancellationReasons ?? []) as { type: string }[];
  refuseSpentGrant(ctx, reasons[1]);
  if (reasons[0]?.type === 'ConditionCheckFailed') return false;
  refuseUnavailable(ctx);
  return true;
}
