import {
  type DeliveryEventFieldsFragment,
  InboxDocument,
  type InboxQuery,
  OnMyDeliveriesDocument,
  type OnMyDeliveriesSubscription,
} from './generated/operations.ts';
import { LiveFeed, type LiveOptions } from './LiveFeed.ts';
import type { Transport } from './Transport.ts';

export type InboxItem = InboxQuery['inbox']['nodes'][number];

/** Where one of the user's deliveries stands now. */
export interface InboxChange
  extends Pick<
    DeliveryEventFieldsFragment,
    'deliveryId' | 'deviceId' | 'platform' | 'status' | 'reason' | 'retryable' | 'version' | 'at'
  > {
  readonly messageId: string;
  /** The message with it, where the feed read it; where it was reported live, read `inbox` to show it. */
  readonly item: InboxItem | null;
}

export interface LiveInboxOptions extends LiveOptions {
  /** How many of the newest deliveries are read at the beginning and after a disconnect: 1–100. @default 100 */
  readonly depth?: number;
}

/**
 * The user's newest deliveries as they stand, oldest first, then every change of any of them as it happens; a state once given is not given again, nor
 * one that is overtaken. After a disconnect the newest `depth` are read again: what changed meanwhile further back shows when `inbox` is read.
 */
export function liveInbox(
  transport: Transport,
  { depth = 100, ...options }: LiveInboxOptions = {},
): AsyncIterableIterator<InboxChange> {
  const versions = new Map<string, number>();
  const news = (changes: readonly InboxChange[]) =>
    changes.filter(({ deliveryId, version }) => {
      if (version <= (versions.get(deliveryId) ?? 0)) return false;
      versions.set(deliveryId, version);
      return true;
    });
  return new LiveFeed<InboxChange, OnMyDeliveriesSubscription>(
    {
      subscribe: (observer) => transport.subscribe(OnMyDeliveriesDocument, {}, observer),
      take: ({ onMyDeliveries: report }) => news((report?.events ?? []).map((event) => ofEvent(event, report))),
      incomplete: () => false,
      async *read() {
        const { inbox } = await transport.request(InboxDocument, { first: depth });
        yield news(inbox.nodes.map(ofItem).reverse());
      },
    },
    options,
  );
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
