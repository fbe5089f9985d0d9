import {
  type DeliveryEventFieldsFragment,
  InboxChangesDocument,
  InboxDocument,
  type InboxItemFieldsFragment,
  OnMyDeliveriesDocument,
  type OnMyDeliveriesSubscription,
} from './generated/operations.ts';
import { LiveFeed, type LiveOptions } from './LiveFeed.ts';
import type { Transport } from './Transport.ts';

export type InboxItem = InboxItemFieldsFragment;

/** The current state of one of the user's deliveries. */
export interface InboxChange
  extends Pick<
    DeliveryEventFieldsFragment,
    'deliveryId' | 'deviceId' | 'platform' | 'status' | 'reason' | 'retryable' | 'version' | 'at'
  > {
  readonly messageId: string;
  /** The message, if the feed read it. Null for a live report: read `inbox` to show the message. */
  readonly item: InboxItem | null;
}

export interface LiveInboxOptions extends LiveOptions {
  /** Number of the newest deliveries to read at the beginning: 1–100. @default 100 */
  readonly depth?: number;
}

const CHANGES_A_PAGE = 100;
/** The inbox may lag behind the ledger, and clocks may differ, by at most this much. */
const OVERLAP_MILLISECONDS = 60_000;

/**
 * Returns the user's newest deliveries as they stand, oldest first, then each change of any of the user's deliveries.
 * No state is given twice, and no older state after a newer one.
 * After a disconnect, and every `recheckEvery` milliseconds, the feed reads the deliveries that changed meanwhile.
 */
export function liveInbox(
  transport: Transport,
  { depth = 100, ...options }: LiveInboxOptions = {},
): AsyncIterableIterator<InboxChange> {
  const versions = new Map<string, number>();
  let seenUntil: string | undefined;
  const news = (changes: readonly InboxChange[]) =>
    changes.filter(({ deliveryId, version }) => {
      if (version <= (versions.get(deliveryId) ?? 0)) return false;
      versions.set(deliveryId, version);
      return true;
    });
  return new LiveFeed<InboxChange, OnMyDeliveriesSubscription>(
    {
      renewToken: transport.renewToken,
      subscribe: (observer) => transport.subscribe(OnMyDeliveriesDocument, {}, observer),
      take: ({ onMyDeliveries: report }) => news((report?.events ?? []).map((event) => ofEvent(event, report))),
      incomplete: () => false,
      async *read() {
        if (seenUntil === undefined) {
          const { inbox } = await transport.request(InboxDocument, { first: depth });
          yield news(inbox.nodes.map(ofItem).reverse());
          seenUntil = inbox.asOf;
          return;
        }
        const changedSince = new Date(Date.parse(seenUntil) - OVERLAP_MILLISECONDS).toISOString();
        const pages = await readChanges(transport, changedSince);
        yield news(pages.items.map(ofItem).reverse());
        seenUntil = pages.asOf;
      },
    },
    options,
  );
}

/** Reads all pages, newest delivery first. Changes after `asOf` may be missing. */
async function readChanges(transport: Transport, changedSince: string) {
  const items: InboxItem[] = [];
  let { inbox } = await transport.request(InboxChangesDocument, { changedSince, first: CHANGES_A_PAGE });
  const { asOf } = inbox;
  items.push(...inbox.nodes);
  while (inbox.pageInfo.hasNextPage) {
    const after = inbox.pageInfo.endCursor;
    ({ inbox } = await transport.request(InboxChangesDocument, { changedSince, first: CHANGES_A_PAGE, after }));
    items.push(...inbox.nodes);
  }
  return { items, asOf };
}

function ofEvent(
  event: DeliveryEventFieldsFragment,
  report: OnMyDeliveriesSubscription['onMyDeliveries'],
): InboxChange {
  const { deliveryId, deviceId, platform, status, reason, retryable, version, at } = event;
  const messageId = report?.messageId ?? '';
  return { messageId, deliveryId, deviceId, platform, status, reason, retryable, version, at, item: null };
}

function ofItem(item: InboxItem): InboxChange {
  const {
    id: deliveryId,
    messageId,
    deviceId,
    platform,
    status,
    reason,
    retryable,
    version,
    updatedAt,
  } = item.delivery;
  return { messageId, deliveryId, deviceId, platform, status, reason, retryable, version, at: updatedAt, item };
}
