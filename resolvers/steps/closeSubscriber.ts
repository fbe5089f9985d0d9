import { type Context, type DynamoDBTransactWriteItemsRequest, runtime, util } from '@aws-appsync/utils';
import { topicSubscriberKey } from '../../functions/rules/keys.ts';
import type { MutationRemoveTopicSubscriberArgs } from '../../schema/generated/types.ts';
import { consumeGrant, refuseSpentGrant } from '../shared/consumeGrant.ts';
import { isTopicId } from '../shared/ids.ts';
import { mappedKey } from '../shared/mappedKey.ts';
import { refuseUnavailable } from '../shared/refuseUnavailable.ts';
import { stashed, stashOf } from '../shared/stash.ts';

/** Marks the subscriber as being removed and spends the grant, together or not at all. Leaves its key for `applySubscriber`, if there is such a one. */
export function request(ctx: Context<MutationRemoveTopicSubscriberArgs>): DynamoDBTransactWriteItemsRequest {
  const { topicId } = ctx.args.input;
  const { protocol, endpoint } = stashed(ctx, 'endpoint');
  if (!isTopicId(topicId)) runtime.earlyReturn(null);
  return {
    operation: 'TransactWriteItems',
    transactItems: [
      {
        table: `${ctx.env.TOPICS_TABLE}`,
        operation: 'UpdateItem',
        key: mappedKey(topicSubscriberKey(topicId, protocol, endpoint)),
        update: {
          expression: 'SET #state = :removing, revision = :revision',
          expressionNames: { '#state': 'state' },
          expressionValues: util.dynamodb.toMapValues({ ':removing': 'REMOVING', ':revision': util.autoId() }),
        },
        condition: { expression: 'attribute_exists(pk)', returnValuesOnConditionCheckFailure: false },
      },
      ...consumeGrant(ctx),
    ],
  };
}

export function response(ctx: Context<MutationRemoveTopicSubscriberArgs>): null {
  const reasons = (ctx.result?.cancellationReasons ?? []) as { type: string }[];
  if (ctx.error && reasons[0]?.type === 'ConditionCheckFailed') return null;
  if (ctx.error) refuseSpentGrant(ctx, reasons[1]);
  refuseUnavailable(ctx);
  const { protocol, endpoint } = stashed(ctx, 'endpoint');
  stashOf(ctx).subscriberKey = { topicId: ctx.args.input.topicId, protocol, endpoint };
  return null;
}
