import type {
  DeliveryEventFieldsFragment,
  DeliveryEventsQueryVariables,
  DeliveryReportFieldsFragment,
} from '../../client/generated/operations.ts';
import type { Timers } from '../../client/Timers.ts';
import type { SubscriptionObserver, Transport } from '../../client/Transport.ts';

type Observer = SubscriptionObserver<unknown>;

/** Timers that fire when the test says so. */
export class FakeTimers implements Timers {
  readonly #due: (() => void)[] = [];

  after(_milliseconds: number, run: () => void): () => void {
    this.#due.push(run);
    return () => {
      const index = this.#due.indexOf(run);
      if (index >= 0) this.#due.splice(index, 1);
    };
  }

  random(): number {
    return 0.5;
  }

  get pending(): number {
    return this.#due.length;
  }

  /** Runs what waits now, not what that begins to wait for. */
  fire(): void {
    for (const run of this.#due.splice(0)) run();
  }
}

/** One message's events, as an API would serve them over a network that does anything. */
export class FakeApi implements Transport {
  readonly events: DeliveryEventFieldsFragment[] = [];
  readonly subscribers = new Set<Observer>();
  /** Reports under way, each to one subscriber. */
  readonly #flying: (() => void)[] = [];
  /** Requests that fail next, in order. */
  readonly failures: unknown[] = [];
  readonly refusals: unknown[] = [];
  pageSize = 3;
  subscriptions = 0;
  requests = 0;
  renewals = 0;
  /** No token can be fetched. */
  offline = false;

  readonly renewToken = async (): Promise<void> => {
    if (this.offline) throw new TypeError('fetch failed');
    this.renewals += 1;
  };

  async request(_document: object, variables: object): Promise<never> {
    this.requests += 1;
    const failure = this.failures.shift();
    if (failure !== undefined) throw failure;
    const { after = 0 } = variables as DeliveryEventsQueryVariables;
    const from = after ?? 0;
    const events = this.events.slice(from, from + this.pageSize);
    const deliveryEvents = {
      events,
      endSequence: events.at(-1)?.sequence ?? from,
      hasNextPage: this.events.length > from + this.pageSize,
    };
    return { deliveryEvents } as never;
  }

  subscribe(_document: object, _variables: object, observer: SubscriptionObserver<never>): () => void {
    this.subscriptions += 1;
    const own = observer as Observer;
    const refusal = this.refusals.shift();
    if (refusal !== undefined) {
      own.error(refusal);
      return () => {};
    }
    // Acknowledged later, as on a network.
    this.#flying.push(() => {
      this.subscribers.add(own);
      own.established();
    });
    return () => this.subscribers.delete(own);
  }

  /** Something happens. Its report is on its way to the subscribers. */
  happen(count: number): void {
    const first = this.events.length + 1;
    const fresh = Array.from({ length: count }, (_, index) => eventOf(first + index));
    this.events.push(...fresh);
    for (const subscriber of this.subscribers) this.#flying.push(() => subscriber.next(reportOf(fresh)));
  }

  /** Lets one of the things under way arrive: which, `at` says. */
  arrive(at: number): void {
    const [report] = this.#flying.splice(at % Math.max(1, this.#flying.length), 1);
    report?.();
  }

  duplicate(at: number): void {
    const report = this.#flying[at % Math.max(1, this.#flying.length)];
    if (report !== undefined) this.#flying.push(report);
  }

  lose(at: number): void {
    this.#flying.splice(at % Math.max(1, this.#flying.length), 1);
  }

  get flying(): number {
    return this.#flying.length;
  }

  /** The client is told that its subscription is gone. */
  disconnect(error: unknown = new Error('Connection closed')): void {
    const cut = [...this.subscribers];
    this.subscribers.clear();
    this.#flying.length = 0;
    for (const subscriber of cut) subscriber.error(error);
  }

  /** Breaks the connection. Reports on their way are lost. After `meanwhile` the client renews the subscription. */
  renew(meanwhile: number): void {
    const cut = [...this.subscribers];
    this.subscribers.clear();
    this.#flying.length = 0;
    this.happen(meanwhile);
    for (const subscriber of cut) {
      this.subscribers.add(subscriber);
      subscriber.established();
    }
  }
}

function eventOf(sequence: number): DeliveryEventFieldsFragment {
  return {
    sequence,
    deliveryId: 'm.d',
    deviceId: 'd',
    userId: 'u',
    platform: 'FCM',
    status: 'SENT',
    reason: null,
    retryable: null,
    version: sequence,
    at: '2026-01-01T00:00:00.000Z',
  };
}

function reportOf(events: readonly DeliveryEventFieldsFragment[]): unknown {
  const report: DeliveryReportFieldsFragment = {
    messageId: 'm',
    userId: 'u',
    events,
    progress: null,
    messageStatus: null,
    statusChanges: [],
    publisherId: null,
    forPublisher: true,
  };
  return { onDeliveryReport: report };
}

/** Lets promises that are settled run. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}
