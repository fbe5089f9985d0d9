import { describe, expect, it } from 'vitest';
import type { DeliveryStatus, InboxQuery } from '../../client/index.ts';
import { liveInbox } from '../../client/index.ts';
import type { SubscriptionObserver, Transport } from '../../client/Transport.ts';
import { FakeTimers, settled } from './FakeApi.ts';

/** A user's deliveries, newest first, and whoever listens to them. */
class FakeInbox implements Transport {
  items: { deliveryId: string; status: DeliveryStatus; version: number }[] = [];
  observer: SubscriptionObserver<unknown> | undefined;

  async request(): Promise<never> {
    const nodes = this.items.map(({ deliveryId: id, status, version }) => ({
      title: id,
      delivery: { id, status, version },
    }));
    return { inbox: { nodes } as unknown as InboxQuery['inbox'] } as never;
  }

  subscribe(_document: object, _variables: object, observer: SubscriptionObserver<never>): () => void {
    this.observer = observer as SubscriptionObserver<unknown>;
    return () => {};
  }

  report(deliveryId: string, status: DeliveryStatus, version: number): void {
    this.observer?.next({ onMyDeliveries: { messageId: 'm', events: [{ deliveryId, status, version }] } });
  }
}

function follow(inbox: FakeInbox) {
  const seen: string[] = [];
  void (async () => {
    for await (const { deliveryId, status, item } of liveInbox(inbox, { timers: new FakeTimers() })) {
      seen.push(`${deliveryId} ${status}${item === null ? '' : ' read'}`);
    }
  })();
  return seen;
}

describe('a live inbox', () => {
  it('gives the newest deliveries, oldest first, then what changes, each state once', async () => {
    const inbox = new FakeInbox();
    inbox.items = [
      { deliveryId: 'b', status: 'SENT', version: 2 },
      { deliveryId: 'a', status: 'OPENED', version: 5 },
    ];
    const seen = follow(inbox);
    await settled();
    // What happens before the first reading is not told twice by it.
    inbox.report('b', 'SENT', 2);
    inbox.observer?.established();
    await settled();
    expect(seen).toEqual(['b SENT', 'a OPENED read']);
    inbox.report('b', 'PROVIDER_ACCEPTED', 3);
    inbox.report('b', 'PROVIDER_ACCEPTED', 3);
    inbox.report('a', 'RECEIVED', 4);
    await settled();
    expect(seen.slice(2)).toEqual(['b PROVIDER_ACCEPTED']);
  });

  it('reads what changed while it was away', async () => {
    const inbox = new FakeInbox();
    const seen = follow(inbox);
    await settled();
    inbox.observer?.established();
    await settled();
    inbox.items = [{ deliveryId: 'c', status: 'RECEIVED', version: 4 }];
    inbox.observer?.established();
    await settled();
    expect(seen).toEqual(['c RECEIVED read']);
  });
});
