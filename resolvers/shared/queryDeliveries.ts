import type { DynamoDBQueryRequest } from '@aws-appsync/utils';
import { deliveryKey } from '../../functions/rules/keys.ts';
import { invalidInput } from '../../functions/rules/Refusal.ts';
import { statusIn } from '../../functions/rules/statusIn.ts';
import type { DeliveryStatus } from '../../schema/generated/types.ts';
import { type Connection, connectionOf, filteredConnectionOf, readCursor } from './connection.ts';
import { type DeliveryItem, deliveryOf } from './deliveryOf.ts';
import { mappedExpression } from './mappedExpression.ts';
import { queryPage } from './queryPage.ts';
import { refuse } from './refuse.ts';

export interface DeliveriesArguments {
  readonly first?: number | null;
  readonly after?: string | null;
  readonly status?: readonly DeliveryStatus[] | null;
}

/** Rows that a filtered page looks at, so that few pages find a rare state. */
const FILTERED_ROWS = 500;
/** As many as there are. */
const MOST_STATES = 9;

export function queryDeliveries(messageId: string, args: DeliveriesArguments): DynamoDBQueryRequest {
  const first = args.first ?? 20;
  const { pk, sk } = deliveryKey(messageId, '');
  const status = args.status ?? [];
  if (status.length > MOST_STATES) refuse(invalidInput('status', `${status.length} states`, `at most ${MOST_STATES}`));
  const { nextToken } = readCursor(status.length === 0 ? null : args.after);
  const page = queryPage({ pk, prefix: sk, first, after: nextToken ? null : args.after, consistentRead: true });
  if (status.length === 0) return page;
  return {
    ...page,
    limit: FILTERED_ROWS,
    ...(nextToken ? { nextToken } : {}),
    filter: mappedExpression(statusIn(status)),
  };
}

export function deliveriesConnection(
  result: { items: DeliveryItem[]; nextToken?: string | null },
  args: DeliveriesArguments,
): Connection<ReturnType<typeof deliveryOf>> {
  const first = args.first ?? 20;
  const entries = result.items.map((item) => ({ sortKey: item.sk, node: deliveryOf(item) }));
  const filtered = (args.status ?? []).length > 0;
  // With more than asked for, the page ends at the last one shown, and its cursor goes on from there.
  return filtered && entries.length <= first
    ? filteredConnectionOf(entries, result.nextToken)
    : connectionOf(entries, first);
}
