import { type Context, type DynamoDBGetItemRequest, runtime } from '@aws-appsync/utils';
import { messageKey } from '../functions/rules/keys.ts';
import type { Message, QueryMessageArgs } from '../schema/generated/types.ts';
import { callerOf } from './shared/callerOf.ts';
import { isUlid } from './shared/ids.ts';
import { mappedKey } from './shared/mappedKey.ts';
import { messageOf } from './shared/messageOf.ts';
import { ownMessage } from './shared/ownMessage.ts';
import { refuseId } from './shared/refuseId.ts';
import { refuseUnavailable } from './shared/refuseUnavailable.ts';

export function request(ctx: Context<QueryMessageArgs>): DynamoDBGetItemRequest {
  callerOf(ctx.identity);
  refuseId('id', ctx.args.id);
  if (!isUlid(ctx.args.id)) runtime.earlyReturn(null);
  return { operation: 'GetItem', key: mappedKey(messageKey(ctx.args.id)), consistentRead: true };
}

export function response(ctx: Context): Message | null {
  refuseUnavailable(ctx);
  const item = ownMessage(ctx);
  return item ? messageOf(item) : null;
}
