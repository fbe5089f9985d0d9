import { type Context, type DynamoDBQueryRequest, util } from '@aws-appsync/utils';
import type { DeliveryItem } from './shared/deliveryOf.ts';
import { countUnread } from './shared/inbox.ts';
import { refuseUnavailable } from './shared/refuseUnavailable.ts';
import { userIdOf } from './shared/userIdOf.ts';

/** The newest deliveries that are looked at: some 40 read units, however many the user has. */
const ROWS = 200;

/** A field's own resolver: AppSync runs it exactly where the field is selected, under whatever alias. */
export function request(ctx: Context): DynamoDBQueryRequest {
  return {
    operation: 'Query',
    index: 'byUser',
    query: {
      expression: 'userId = :userId',
      expressionValues: util.dynamodb.toMapValues({ ':userId': userIdOf(ctx) }),
    },
    limit: ROWS,
    scanIndexForward: false,
  };
}

export function response(ctx: Context): number {
  refuseUnavailable(ctx);
  return countUnread(ctx.result.items as DeliveryItem[], !!ctx.result.nextToken);
}
