import { type DynamoDBQueryRequest, util } from '@aws-appsync/utils';
import { statusIn } from '../../functions/rules/statusIn.ts';
import type { DeliveryStatus } from '../../schema/generated/types.ts';
import type { DeliveryItem } from './deliveryOf.ts';
import { mappedExpression } from './mappedExpression.ts';
import { epochMilliseconds } from './messageOf.ts';

const received: DeliveryStatus[] = ['SENT', 'PROVIDER_ACCEPTED', 'RECEIVED', 'OPENED'];

/** The newest deliveries that are looked at for unread ones: some 40 read units, however many the user has. */
export const UNREAD_ROWS = 200;
const MOST_UNREAD = 100;
const UNREAD_SECONDS = 90 * 86_400;

/** Returns the filter for deliveries that changed in the second of `since` or later, in any state. */
export function changeFilter(since: string): NonNullable<DynamoDBQueryRequest['filter']> {
  const at = util.time.epochMilliSecondsToISO8601(epochMilliseconds(since));
  return {
    expression: 'updatedAt >= :since',
    expressionValues: util.dynamodb.toMapValues({ ':since': at.slice(0, 19) }),
  };
}

/** Returns the filter for deliveries of which a device has, or is about to have, the message. */
export function statusFilter(): NonNullable<DynamoDBQueryRequest['filter']> {
  return mappedExpression(statusIn(received));
}

/** Returns how many of the filtered rows were sent in the last 90 days and not opened: at most 100. */
export function countUnread(rows: readonly Pick<DeliveryItem, 'status' | 'createdAt'>[]): number {
  const since = util.time.epochMilliSecondsToISO8601(util.time.nowEpochMilliSeconds() - UNREAD_SECONDS * 1000);
  const unread = rows.filter((row) => row.status !== 'OPENED' && row.createdAt >= since).length;
  return Math.min(unread, MOST_UNREAD);
}
