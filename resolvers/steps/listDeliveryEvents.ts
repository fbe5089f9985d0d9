import { type Context, type DynamoDBQueryRequest, runtime, util } from '@aws-appsync/utils';
import { retryableReasons } from '../../functions/rules/delivery/retryableReasons.ts';
import { eventKey } from '../../functions/rules/keys.ts';
import { invalidInput } from '../../functions/rules/Refusal.ts';
import type { EventRow } from '../../functions/rules/reporting/EventRow.ts';
import type { DeliveryEventPage, QueryDeliveryEventsArgs } from '../../schema/generated/types.ts';
import { refusePageSize } from '../shared/connection.ts';
import { refuse } from '../shared/refuse.ts';
import { refuseUnavailable } from '../shared/refuseUnavailable.ts';
import { stashOf } from '../shared/stash.ts';

export function request(ctx: Context<QueryDeliveryEventsArgs>): DynamoDBQueryRequest {
  const after = ctx.args.after ?? 0;
  const first = ctx.args.first ?? 100;
  refusePageSize(first, 500);
  if (after < 0) refuse(invalidInput('after', `${after}`, 'a sequence number seen, or 0'));
  if (!stashOf(ctx).message) runtime.earlyReturn({ events: [], endSequence: after, hasNextPage: false });
  const from = eventKey(ctx.args.messageId, after + 1);
  return {
    operation: 'Query',
    query: {
      expression: 'pk = :pk AND sk BETWEEN :from AND :to',
      expressionValues: util.dynamodb.toMapValues({ ':pk': from.pk, ':from': from.sk, ':to': 'EVENT#~' }),
    },
    limit: first + 1,
    consistentRead: true,
  };
}

export function response(ctx: Context<QueryDeliveryEventsArgs>): DeliveryEventPage {
  refuseUnavailable(ctx);
  const first = ctx.args.first ?? 100;
  const items = ctx.result.items as EventRow[];
  const events = items.slice(0, first).map((item) => ({
    ...item,
    reason: item.reason ?? null,
    retryable: item.reason ? retryableReasons[item.reason] : null,
  }));
  const last = events[events.length - 1];
  return { events, endSequence: last ? last.sequence : (ctx.args.after ?? 0), hasNextPage: items.length > first };
}
