import { type Context, type DynamoDBGetItemRequest, runtime } from '@aws-appsync/utils';
import { messageKey } from '../../functions/rules/keys.ts';
import { callerOf } from '../shared/callerOf.ts';
import { isUlid } from '../shared/ids.ts';
import { mappedKey } from '../shared/mappedKey.ts';
import { ownMessage } from '../shared/ownMessage.ts';
import { refuseId } from '../shared/refuseId.ts';
import { refuseUnavailable } from '../shared/refuseUnavailable.ts';
import { stashOf } from '../shared/stash.ts';

/** Leaves the message of the argument `messageId` in the stash, if the caller may see it. */
export function request(ctx: Context<{ readonly messageId: string }>): DynamoDBGetItemRequest {
  callerOf(ctx.identity);
  const { messageId } = ctx.args;
  refuseId('messageId', messageId);
  if (!isUlid(messageId)) runtime.earlyReturn(null);
  return { operation: 'GetItem', key: mappedKey(messageKey(messageId)), consistentRead: true };
}

export function response(ctx: Context): null {
  refuseUnavailable(ctx);
  stashOf(ctx).message = ownMessage(ctx);
  return null;
}
