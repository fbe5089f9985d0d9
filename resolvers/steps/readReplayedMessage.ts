import { type Context, type DynamoDBGetItemRequest, runtime } from '@aws-appsync/utils';
import { messageKey } from '../../functions/rules/keys.ts';
import type { MessageRow } from '../../functions/rules/publishing/MessageRow.ts';
import { mappedKey } from '../shared/mappedKey.ts';
import { refuseUnavailable } from '../shared/refuseUnavailable.ts';
import { stashOf } from '../shared/stash.ts';

/** Reads the message of the first call for one that repeats it. A first call passes without a read. */
export function request(ctx: Context): DynamoDBGetItemRequest {
  const { madeId } = stashOf(ctx);
  if (!madeId) runtime.earlyReturn(ctx.prev.result);
  return { operation: 'GetItem', key: mappedKey(messageKey(madeId)), consistentRead: true };
}

export function response(ctx: Context): { message: MessageRow; replayed: boolean } {
  refuseUnavailable(ctx, 'The first answer could not be read. Try again.');
  return { message: ctx.result, replayed: true };
}
