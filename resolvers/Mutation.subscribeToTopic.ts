import { type Context, type DynamoDBTransactWriteItemsRequest, util } from '@aws-appsync/utils';
import { topicKey, topicSubscriptionKey } from '../functions/domain/keys.ts';
import { problem } from '../functions/domain/message/Problem.ts';
import { parseJsonMember } from '../functions/domain/message/parseJsonMember.ts';
import type { TopicRow, TopicSubscriptionRow } from '../functions/domain/topic/TopicRows.ts';
import { validateFilterPolicy } from '../functions/domain/topic/validateFilterPolicy.ts';
import type { MutationSubscribeToTopicArgs, SubscribeToTopicPayload } from '../schema/generated/types.ts';
import { callerOf } from './shared/callerOf.ts';
import { mappedKey } from './shared/mappedKey.ts';
import { refuseProblem } from './shared/refuseProblem.ts';
import { refuseUnavailable } from './shared/refuseUnavailable.ts';
import { topicSubscriptionOf } from './shared/topicOf.ts';

/** Writes the user's subscription, if there is such a topic; functions/releaseEndpoint brings their devices in line. */
export function request(ctx: Context<MutationSubscribeToTopicArgs>): DynamoDBTransactWriteItemsRequest {
  const { topicId, filterPolicy } = ctx.args.input;
  const { user } = callerOf(ctx.identity);
  if (!user) util.unauthorized();
  const userId = (user as { sub: string }).sub;
  const policy = parseJsonMember<object>(filterPolicy);
  if (policy !== null && policy !== undefined) refuseProblem(validateFilterPolicy('input.filterPolicy', policy));
  const row: TopicSubscriptionRow = {
    topicId,
    userId,
    subscribedAt: util.time.nowISO8601(),
    ...(policy ? { filterPolicy: JSON.stringify(policy) } : {}),
  };
  ctx.stash.subscription = row;
  return {
    operation: 'TransactWriteItems',
    transactItems: [
      {
        table: `${ctx.env.TOPICS_TABLE}`,
        operation: 'ConditionCheck',
        key: mappedKey(topicKey(topicId)),
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
        key: mappedKey(topicSubscriptionKey(userId, topicId)),
        attributeValues: util.dynamodb.toMapValues({ ...row }),
      },
    ],
  };
}

export function response(ctx: Context<MutationSubscribeToTopicArgs>): SubscribeToTopicPayload {
  const reasons = (ctx.result?.cancellationReasons ?? []) as { type: string; item?: TopicRow | null }[];
  if (ctx.error && reasons[0]?.type === 'ConditionCheckFailed') {
    if (reasons[0].item?.type === 'FIFO') {
      refuseProblem(
        problem('input.topicId', 'a FIFO topic, which SNS does not deliver to devices', 'a standard topic'),
      );
    }
    util.error('There is no such topic.', 'NotFound', null, { field: 'input.topicId' });
  }
  refuseUnavailable(ctx);
  return { subscription: topicSubscriptionOf(ctx.stash.subscription as TopicSubscriptionRow) };
}
