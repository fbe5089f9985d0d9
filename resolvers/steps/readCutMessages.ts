import { type Context, type DynamoDBQueryRequest, runtime, util } from '@aws-appsync/utils';
import type { DeliveryItem } from '../shared/deliveryOf.ts';
import { openedIn } from '../shared/inbox.ts';
import { refuseUnavailable } from '../shared/refuseUnavailable.ts';
import { stashOf } from '../shared/stash.ts';
import { userIdOf } from '../shared/userIdOf.ts';

/**
 * Reads the deliveries to the user's other devices, where the page begins or ends between the devices of one message.
 * At most the page's own rows and those of two messages: below the 1 MB of one Query.
 */
export function request(ctx: Context): DynamoDBQueryRequest {
  const { cut } = stashOf(ctx);
  if (!cut) runtime.earlyReturn(null);
  return {
    operation: 'Query',
    index: 'byUser',
    query: {
      expression: 'userId = :userId AND inboxSort BETWEEN :from AND :to',
      expressionValues: util.dynamodb.toMapValues({ ':userId': userIdOf(ctx), ':from': cut?.from, ':to': cut?.to }),
    },
  };
}

export function response(ctx: Context): null {
  refuseUnavailable(ctx);
  const stash = stashOf(ctx);
  stash.opened = { ...stash.opened, ...openedIn(ctx.result.items as DeliveryItem[]) };
  return null;
}
