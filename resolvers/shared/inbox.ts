import { util } from '@aws-appsync/utils';
import type { DeliveryStatus } from '../../schema/generated/types.ts';
import type { DeliveryItem } from './deliveryOf.ts';

const received: DeliveryStatus[] = ['SENT', 'PROVIDER_ACCEPTED', 'RECEIVED', 'OPENED'];

const MOST_UNREAD = 100;
const UNREAD_SECONDS = 90 * 86_400;

/** Returns whether the device has, or is about to have, the message. */
export function hasArrived({ status }: Pick<DeliveryItem, 'status'>): boolean {
  return received.indexOf(status) >= 0;
}

/** Returns the messages that one of the user's devices opened, by id. */
export function openedIn(rows: readonly Pick<DeliveryItem, 'messageId' | 'status'>[]): Record<string, boolean> {
  const opened: Record<string, boolean> = {};
  rows.forEach(({ messageId, status }) => {
    if (status === 'OPENED') opened[messageId] = true;
  });
  return opened;
}

/** What the unread count looks at. */
export type CountedRow = Pick<DeliveryItem, 'messageId' | 'status' | 'createdAt'>;

/**
 * Returns how many messages arrived on a device of the user in the last 90 days and were opened on none: at most 100.
 * Where older rows follow, the last message is left out: it may be opened on a device whose row was not read.
 */
export function countUnread(rows: readonly CountedRow[], olderFollow: boolean): number {
  const since = util.time.epochMilliSecondsToISO8601(util.time.nowEpochMilliSeconds() - UNREAD_SECONDS * 1000);
  const cut = olderFollow ? rows[rows.length - 1]?.messageId : undefined;
  const opened = openedIn(rows);
  const unread: Record<string, boolean> = {};
  rows.forEach((row) => {
    const { messageId } = row;
    const counts = hasArrived(row) && row.createdAt >= since && messageId !== cut && !opened[messageId];
    if (counts) unread[messageId] = true;
  });
  return Math.min(Object.keys(unread).length, MOST_UNREAD);
}

/** Sort keys of the inbox, between which lie all deliveries of the messages from the one to the other. */
export interface InboxRange {
  readonly from: string;
  readonly to: string;
}

/**
 * Returns the range of the messages that a page cuts, undefined where it cuts none. `rows` are all that were read,
 * newest first.
 */
export function cutMessages(
  rows: readonly Pick<DeliveryItem, 'messageId'>[],
  after: string | undefined,
  olderFollow: boolean,
): InboxRange | undefined {
  const newest = rows[0]?.messageId;
  const oldest = rows[rows.length - 1]?.messageId;
  if (newest === undefined || oldest === undefined) return undefined;
  const cutsNewest = after?.startsWith(`${newest}#`) ?? false;
  if (!cutsNewest && !olderFollow) return undefined;
  // The sign that follows the divider ends the message's own keys.
  return { from: `${olderFollow ? oldest : newest}#`, to: `${cutsNewest ? newest : oldest}$` };
}
