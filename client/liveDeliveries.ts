import {
  type DeliveryEventFieldsFragment,
  DeliveryEventsDocument,
  OnDeliveryReportDocument,
  type OnDeliveryReportSubscription,
} from './generated/operations.ts';
import { LiveFeed, type LiveOptions } from './LiveFeed.ts';
import type { Transport } from './Transport.ts';

/** A change of one of the message's deliveries. */
export interface DeliveryEvent extends DeliveryEventFieldsFragment {
  /** Dense per message, from 1. */
  readonly sequence: number;
}

export interface LiveDeliveriesOptions extends LiveOptions {
  readonly messageId: string;
  /** The last sequence number seen. @default 0, to begin with the first event */
  readonly after?: number;
}

const EVENTS_A_PAGE = 500;

/**
 * Returns every event of a message's deliveries, past ones first, in order, each once.
 * For its publisher and for admins.
 * The feed survives disconnects and reads what it missed. It is endless: leave the loop to end it.
 * Throws HeliographError `NotFound` if there is no such message or it is someone else's.
 *
 * @example
 * for await (const { deviceId, status } of liveDeliveries(transport, { messageId })) show(deviceId, status);
 */
export function liveDeliveries(
  transport: Transport,
  { messageId, after = 0, ...options }: LiveDeliveriesOptions,
): AsyncIterableIterator<DeliveryEvent> {
  const order = new EventOrder(after);
  return new LiveFeed<DeliveryEvent, OnDeliveryReportSubscription>(
    {
      renewToken: transport.renewToken,
      subscribe: (observer) => transport.subscribe(OnDeliveryReportDocument, { messageId }, observer),
      take: ({ onDeliveryReport: report }) => order.take(report?.events ?? []),
      incomplete: () => order.incomplete,
      async *read() {
        for (let more = true; more; ) {
          const variables = { messageId, after: order.last, first: EVENTS_A_PAGE };
          const { deliveryEvents: page } = await transport.request(DeliveryEventsDocument, variables);
          more = page.hasNextPage;
          yield order.take(page.events);
        }
      },
    },
    options,
  );
}

/** Puts events in the order of their dense sequence numbers. An event waits until all before it were given. */
class EventOrder {
  /** Sequence number of the last event given. */
  last: number;
  readonly #early = new Map<number, DeliveryEvent>();

  constructor(after: number) {
    this.last = after;
  }

  get incomplete(): boolean {
    return this.#early.size > 0;
  }

  take(events: readonly DeliveryEventFieldsFragment[]): readonly DeliveryEvent[] {
    for (const event of events) {
      const { sequence } = event;
      if (sequence !== null && sequence > this.last) this.#early.set(sequence, { ...event, sequence });
    }
    const ready: DeliveryEvent[] = [];
    for (;;) {
      const next = this.#early.get(this.last + 1);
      if (next === undefined) return ready;
      this.#early.delete(next.sequence);
      this.last = next.sequence;
      ready.push(next);
    }
  }
}
