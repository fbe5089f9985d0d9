import type { Context, DynamoDBGetItemRequest } from '@aws-appsync/utils';
import { progressOf } from '../functions/rules/delivery/progressOf.ts';
import { counterKey } from '../functions/rules/keys.ts';
import type { Message, MessageProgress } from '../schema/generated/types.ts';
import { mappedKey } from './shared/mappedKey.ts';
import { refuseUnavailable } from './shared/refuseUnavailable.ts';

/** The source is a message that the caller may see, so it needs no second check. */
export function request(ctx: Context<Record<string, never>, object, undefined, Message>): DynamoDBGetItemRequest {
  return { operation: 'GetItem', key: mappedKey(counterKey(ctx.source?.id ?? '')), consistentRead: true };
}

export function response(ctx: Context): MessageProgress {
  refuseUnavailable(ctx);
  return progressOf(ctx.result);
}
