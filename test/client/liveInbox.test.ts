import { describe, expect, it } from 'vitest';
import type { DeliveryStatus } from '../../client/index.ts';
import { liveInbox } from '../../client/index.ts';
import type { SubscriptionObserver, Transport } from '../../client/Transport.ts';
import { FakeTimers, settled } from './FakeApi.ts';

const START = Date.parse('2026-01-01T00:00:00Z');
const SERVER_PAGE = 2;

interface Entry {
  readonly deliveryId: string;
  readonly status: DeliveryStatus;
  readonly version: number;
  /** Seconds after the start. */
  readonly at?: number;
}

/** A user's deliveries, newest first, and their listeners. */
class FakeInbox implements Transport {
  items: Entry[] = [];
  /** Seconds after the start. */
  now = 0;
  observer: SubscriptionObserver<unknown> | undefined;
  readonly asked: object[] = [];

  async request(_document: object, variables: object): Promise<never> {
    this.asked.push(variables);
    const { changedSince, first, after } = variables as { changedSince?: string; first: number; after?: string };
    const shown = this.items.filter(({ status, at = 0 }) =>
      changedSince === undefined ? status !== 'FAILED' : START + at * 1000 >= Date.parse(changedSince),
    );
    const start = Number(after ?? 0);
    const end = start + (changedSince === undefined ? first : SERVER_PAGE);
    const nodes = shown.slice(start, end).map(({ deliveryId: id, status, version }) => ({
      title: id,
      delivery: { id, status, version },
    }));
    const pageInfo = { hasNextPage: end < shown.length, endCursor: `${end}` };
    return { inbox: { nodes, asOf: new Date(START + this.now * 1000).toISOString(), pageInfo } } as never;
  }

  subscribe(_document: object, _variables: object, observer: SubscriptionObserver<never>): () => void {
    this.observer = observer as SubscriptionObserver<unknown>;
    return () => {};
  }

  report(deliveryId: string, status: DeliveryStatus, version: number): void {
    this.observer?.next({ onMyDeliveries: { messageId: 'm', events: [{ deliveryId, status, version }] } });
  }
}

function follow(inbox: FakeInbox, depth = 100) {
  const seen: string[] = [];
  void (async () => {
    for await (const { deliveryId, status, item } of liveInbox(inbox, { depth, timers: new FakeTimers() })) {
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

  it('reads all that changed while it was away, however far back and in whatever state', async () => {
    const inbox = new FakeInbox();
    const old = ['d', 'c', 'b', 'a'].map((deliveryId): Entry => ({ deliveryId, status: 'SENT', version: 2 }));
    inbox.items = old;
    inbox.now = 3600;
    const seen = follow(inbox, 1);
    await settled();
    inbox.observer?.established();
    await settled();
    expect(seen).toEqual(['d SENT read']);
    inbox.now = 3700;
    inbox.items = [
      { deliveryId: 'e', status: 'PROVIDER_ACCEPTED', version: 3, at: 3650 },
      { deliveryId: 'd', status: 'OPENED', version: 4, at: 3660 },
      { deliveryId: 'c', status: 'SENT', version: 2 },
      { deliveryId: 'b', status: 'FAILED', version: 3, at: 3670 },
      { deliveryId: 'a', status: 'OPENED', version: 5, at: 3680 },
    ];
    inbox.observer?.established();
    await settled();
    expect(seen.slice(1)).toEqual(['a OPENED read', 'b FAILED read', 'd OPENED read', 'e PROVIDER_ACCEPTED read']);
  });

  it('looks again at the minute before it read last, and gives nothing twice', async () => {
    const inbox = new FakeInbox();
    inbox.now = 3600;
    const seen = follow(inbox);
    await settled();
    inbox.observer?.established();
    await settled();
    // The inbox had not followed this yet when it was read.
    inbox.items = [{ deliveryId: 'late', status: 'SENT', version: 2, at: 3590 }];
    inbox.now = 3610;
    for (let again = 0; again < 2; again += 1) {
      inbox.observer?.established();
      await settled();
    }
    expect(seen).toEqual(['late SENT read']);
    expect(inbox.asked).toEqual([
      { first: 100 },
      { changedSince: '2026-01-01T00:59:00.000Z', first: 100 },
      { changedSince: '2026-01-01T00:59:10.000Z', first: 100 },
    ]);
  });
});
