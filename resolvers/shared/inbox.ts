import { util } from '@aws-appsync/utils';
import type { DeliveryStatus } from '../../schema/generated/types.ts';
import type { DeliveryItem } from './deliveryOf.ts';

const received: DeliveryStatus[] = ['SENT', 'PROVIDER_ACCEPTED', 'RECEIVED', 'OPENED'];

/** The newest deliveries that are looked at for unread ones: some 40 read units, however many the user has. */
export const UNREAD_ROWS = 200;
const MOST_UNREAD = 100;
const UNREAD_SECONDS = 90 * 86_400;

/** Returns whether the device has, or is about to have, the message. */
export function hasArrived({ status }: Pick<DeliveryItem, 'status'>): boolean {
  return received.indexOf(status) >= 0;
}

/** Returns how many of the rows arrived in the last 90 days and were not opened: at most 100. */
export function countUnread(rows: readonly Pick<DeliveryItem, 'status' | 'createdAt'>[]): number {
  const since = util.time.epochMilliSecondsToISO8601(util.time.nowEpochMilliSeconds() - UNREAD_SECONDS * 1000);
  const unread = rows.filter((row) => hasArrived(row) && row.status !== 'OPENED' && row.createdAt >= since).length;
  return Math.min(unread, MOST_UNREAD);
}
