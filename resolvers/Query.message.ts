import type { Context, DynamoDBGetItemRequest } from '@aws-appsync/utils';
import { messageKey } from '../functions/domain/keys.ts';
import type { QueryMessageArgs } from '../schema/generated/types.ts';
import { mappedKey } from './shared/mappedKey.ts';
import { messageOf } from './shared/messageOf.ts';
import { ownMessage } from './shared/ownMessage.ts';
import { refuseUnavailable } from './shared/refuseUnavailable.ts';

export function request(ctx: Context<QueryMessageArgs>): DynamoDBGetItemRequest {
  return { operation: 'GetItem', key: mappedKey(messageKey(ctx.args.id)), consistentRead: true };
}

export function response(ctx: Context): ReturnType<typeof messageOf> | null {
  refuseUnavailable(ctx);
  const item = ownMessage(ctx);
  return item ? messageOf(item) : null;
}
