import { type Context, type DynamoDBDeleteItemRequest, util } from '@aws-appsync/utils';
import { topicSubscriptionKey } from '../functions/domain/keys.ts';
import type { MutationUnsubscribeFromTopicArgs, UnsubscribeFromTopicPayload } from '../schema/generated/types.ts';
import { callerOf } from './shared/callerOf.ts';
import { mappedKey } from './shared/mappedKey.ts';
import { refuseUnavailable } from './shared/refuseUnavailable.ts';

/** Removes the user's subscription; functions/releaseEndpoint brings their devices in line. */
export function request(ctx: Context<MutationUnsubscribeFromTopicArgs>): DynamoDBDeleteItemRequest {
  const { user } = callerOf(ctx.identity);
  if (!user) util.unauthorized();
  const key = topicSubscriptionKey((user as { sub: string }).sub, ctx.args.input.topicId);
  return { operation: 'DeleteItem', key: mappedKey(key) };
}

export function response(ctx: Context<MutationUnsubscribeFromTopicArgs>): UnsubscribeFromTopicPayload {
  refuseUnavailable(ctx);
  return { topicId: ctx.args.input.topicId, unsubscribed: !!ctx.result };
}
