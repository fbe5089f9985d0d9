import { type Context, type DynamoDBGetItemRequest, runtime, util } from '@aws-appsync/utils';
import { messageKey } from '../../functions/rules/keys.ts';
import type { MessageRow } from '../../functions/rules/publishing/MessageRow.ts';
import { mappedKey } from '../shared/mappedKey.ts';
import { stashOf } from '../shared/stash.ts';

/** Answers a repeated call with the message of the first; a first call passes through without a read. */
export function request(ctx: Context): DynamoDBGetItemRequest {
  const { madeId } = stashOf(ctx);
  if (!madeId) runtime.earlyReturn(ctx.prev.result);
  return { operation: 'GetItem', key: mappedKey(messageKey(madeId)), consistentRead: true };
}

export function response(ctx: Context): { message: MessageRow; replayed: boolean } {
  if (ctx.error) util.error('The first answer could not be read. Try again.', 'Unavailable', null, { retryable: true });
  return { message: ctx.result, replayed: true };
}
