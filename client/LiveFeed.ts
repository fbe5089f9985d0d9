import { CatchUp } from './CatchUp.ts';
import { Delays } from './Delays.ts';
import { isUnauthorized } from './HeliographError.ts';
import { ItemQueue } from './ItemQueue.ts';
import { Refusals } from './Refusals.ts';
import { backoff, systemTimers, type Timers } from './Timers.ts';
import type { SubscriptionObserver, Transport } from './Transport.ts';

export interface LiveOptions {
  /** Ends the feed. */
  readonly signal?: AbortSignal;
  /**
   * Milliseconds between reads that look for lost reports.
   * AppSync delivers a report at most once and does not tell of lost ones.
   * @default 60,000
   */
  readonly recheckEvery?: number;
  /** @default the system's timers */
  readonly timers?: Timers;
}

/** The parts of a feed: a subscription, a read for what it missed, and a memory of what was seen. */
export interface LiveSource<Item, Report> {
  subscribe(observer: SubscriptionObserver<Report>): () => void;
  /** Returns the items of a report that were not seen yet, and marks them as seen. */
  take(report: Report): readonly Item[];
  /** Returns whether something before the taken items is missing. */
  incomplete(): boolean;
  /** Reads, page by page, what happened after the seen items, and marks it as seen. */
  read(): AsyncIterable<readonly Item[]>;
  /** As the transport's. */
  readonly renewToken: Transport['renewToken'];
}

/** AppSync may acknowledge a subscription a moment before it delivers. */
const FIRST_RECHECK_MILLISECONDS = 3_000;
/** The feed begins a subscription again if it is not acknowledged by then. GraphQL clients themselves wait 15 s. */
const ACKNOWLEDGED_WITHIN_MILLISECONDS = 30_000;

/**
 * An endless iteration over a source. It subscribes, and reads what it missed whenever the subscription is acknowledged
 * or an item is missing. After a disconnect or a refused token it subscribes again.
 * It ends when the `for await` is left, when its signal aborts, or with a final refusal.
 */
export class LiveFeed<Item, Report> implements AsyncIterableIterator<Item> {
  readonly #source: LiveSource<Item, Report>;
  readonly #timers: Timers;
  readonly #delays: Delays;
  readonly #recheckEvery: number;
  readonly #signal: AbortSignal | undefined;
  readonly #queue = new ItemQueue<Item>();
  readonly #refusals: Refusals;
  readonly #catchUp: CatchUp;
  #state: 'new' | 'running' | 'ended' = 'new';
  #subscription: { unsubscribe: () => void; acknowledged: boolean } | undefined;
  #subscribeFailures = 0;
  /** Cancels the deadline of the acknowledgement; once that has come, cancels the next recheck. */
  #cancelDue = () => {};

  constructor(source: LiveSource<Item, Report>, options: LiveOptions = {}) {
    this.#source = source;
    this.#timers = options.timers ?? systemTimers;
    this.#delays = new Delays(this.#timers);
    this.#recheckEvery = options.recheckEvery ?? 60_000;
    this.#signal = options.signal;
    this.#refusals = new Refusals(source.renewToken);
    this.#catchUp = new CatchUp({
      read: () => this.#read(),
      refusals: new Refusals(source.renewToken),
      delays: this.#delays,
      timers: this.#timers,
      running: () => this.#state === 'running',
      fail: (error) => this.#end({ error }),
    });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): Promise<IteratorResult<Item>> {
    if (this.#state === 'new') this.#start();
    return this.#queue.next();
  }

  async return(): Promise<IteratorResult<Item>> {
    this.#queue.clear();
    this.#end();
    return { done: true, value: undefined };
  }

  #start(): void {
    this.#state = 'running';
    if (this.#signal?.aborted) {
      this.#end();
      return;
    }
    this.#signal?.addEventListener('abort', this.#stop, { once: true });
    this.#subscribe();
  }

  #subscribe(): void {
    if (this.#state === 'ended') return;
    // An object of its own: late events of the former subscription must not be taken for this one's.
    const subscription = { unsubscribe: () => {}, acknowledged: false };
    this.#subscription = subscription;
    const ifCurrent = (act: () => void) => {
      if (this.#subscription === subscription && this.#state === 'running') act();
    };
    const lost = (error: unknown) => ifCurrent(() => this.#resubscribe(error, subscription.acknowledged));
    this.#cancelDue = this.#delays.after(ACKNOWLEDGED_WITHIN_MILLISECONDS, () => lost(new Error('Not acknowledged.')));
    try {
      subscription.unsubscribe = this.#source.subscribe({
        established: () =>
          ifCurrent(() => {
            subscription.acknowledged = true;
            this.#established();
          }),
        next: (report) => ifCurrent(() => this.#take(report)),
        error: lost,
      });
    } catch (error) {
      lost(error);
    }
    // The subscription was refused, or the feed ended, inside `subscribe`.
    if (this.#subscription !== subscription) subscription.unsubscribe();
  }

  #established(): void {
    this.#subscribeFailures = 0;
    this.#refusals.reset();
    void this.#catchUp.run();
    this.#recheckIn(Math.min(FIRST_RECHECK_MILLISECONDS, this.#recheckEvery));
  }

  #recheckIn(milliseconds: number): void {
    this.#cancelDue();
    this.#cancelDue = this.#delays.after(milliseconds, () => {
      void this.#catchUp.run();
      this.#recheckIn(this.#recheckEvery);
    });
  }

  #take(report: Report): void {
    this.#queue.give(this.#source.take(report));
    if (this.#source.incomplete()) void this.#catchUp.run();
  }

  #resubscribe(error: unknown, acknowledged: boolean): void {
    if (this.#refusals.isFinal(error)) {
      this.#end({ error });
      return;
    }
    this.#drop();
    // Where no subscription comes to stand, reading alone feeds, and tells whether the token is refused there too.
    if (!acknowledged) void this.#catchUp.run();
    this.#delays.after(backoff(this.#timers, this.#subscribeFailures), () => {
      if (isUnauthorized(error)) void this.#refusals.renewToken().then(() => this.#subscribe());
      else this.#subscribe();
    });
    this.#subscribeFailures += 1;
  }

  async #read(): Promise<void> {
    for await (const items of this.#source.read()) {
      if (this.#state !== 'running') return;
      this.#queue.give(items);
    }
  }

  #drop(): void {
    const { unsubscribe } = this.#subscription ?? { unsubscribe: () => {} };
    this.#subscription = undefined;
    this.#cancelDue();
    unsubscribe();
  }

  readonly #stop = (): void => this.#end();

  #end(failure?: { readonly error: unknown }): void {
    if (this.#state === 'ended') return;
    this.#state = 'ended';
    this.#signal?.removeEventListener('abort', this.#stop);
    this.#drop();
    this.#delays.cancelAll();
    this.#queue.end(failure);
  }
}
