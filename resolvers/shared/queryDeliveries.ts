import type { DynamoDBQueryRequest } from '@aws-appsync/utils';
import { deliveryKey } from '../../functions/rules/keys.ts';
import { invalidInput } from '../../functions/rules/Refusal.ts';
import type { Delivery, DeliveryStatus } from '../../schema/generated/types.ts';
import { type Connection, connectionOf, listName } from './connection.ts';
import { type DeliveryItem, deliveryOf } from './deliveryOf.ts';
import { queryPage } from './queryPage.ts';
import { refuse } from './refuse.ts';

export interface DeliveriesArguments {
  readonly first?: number | null;
  readonly after?: string | null;
  readonly status?: readonly DeliveryStatus[] | null;
}

/** Rows that a filtered page looks at, so that few pages find a rare state. */
export const FILTERED_ROWS = 500;
/** As many as there are. */
const MOST_STATES = 9;

export function queryDeliveries(messageId: string, args: DeliveriesArguments): DynamoDBQueryRequest {
  const first = args.first ?? 20;
  const { pk, sk } = deliveryKey(messageId, '');
  const status = args.status ?? [];
  refuseStates(status);
  const page = queryPage({ list: listOf(messageId, status), pk, prefix: sk, first, after: args.after });
  return status.length === 0 ? page : { ...page, limit: FILTERED_ROWS };
}

/** Ends with `InvalidInput` for more states than there are. */
export function refuseStates(status: readonly string[], most: number = MOST_STATES): void {
  if (status.length > most) refuse(invalidInput('status', `${status.length} states`, `at most ${most}`));
}

export function deliveriesConnection(
  messageId: string,
  result: { items: DeliveryItem[]; nextToken?: string | null },
  args: DeliveriesArguments,
): Connection<Delivery> {
  const status = args.status ?? [];
  const entries = result.items.map((item) => ({
    sortKey: item.sk,
    node: status.length === 0 || status.indexOf(item.status) >= 0 ? deliveryOf(item) : null,
  }));
  const list = listOf(messageId, status);
  return connectionOf({ list, entries, first: args.first ?? 20, nextToken: result.nextToken });
}

function listOf(messageId: string, status: readonly DeliveryStatus[]): string {
  return listName('deliveries', messageId, ...[...status].sort());
}
