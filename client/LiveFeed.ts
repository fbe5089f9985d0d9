import { isLasting } from './HeliographError.ts';
import { backoff, systemTimers, type Timers } from './Timers.ts';
import type { SubscriptionObserver } from './Transport.ts';

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
}

/** AppSync may acknowledge a subscription a moment before it delivers. */
const FIRST_RECHECK_MILLISECONDS = 3_000;
/** The feed begins a subscription again if it is not acknowledged by then. GraphQL clients themselves wait 15 s. */
const ACKNOWLEDGED_WITHIN_MILLISECONDS = 30_000;

/**
 * An endless iteration over a source. It subscribes, and reads what it missed whenever the subscription is acknowledged
 * or an item is missing. After a disconnect it subscribes again.
 * It ends when the `for await` is left, when its signal aborts, or with a lasting error.
 */
export class LiveFeed<Item, Report> implements AsyncIterableIterator<Item> {
  readonly #source: LiveSource<Item, Report>;
  readonly #timers: Timers;
  readonly #recheckEvery: number;
  readonly #signal: AbortSignal | undefined;
  readonly #items: Item[] = [];
  readonly #waiting: PromiseWithResolvers<IteratorResult<Item>>[] = [];
  readonly #cancels = new Set<() => void>();
  #state: 'new' | 'running' | 'ended' = 'new';
  #failure: { readonly error: unknown } | undefined;
  #subscription: { readonly unsubscribe: () => void } | undefined;
  #subscribeFailures = 0;
  #reading = false;
  #readAgain = false;
  /** Cancels the deadline of the acknowledgement; once that has come, cancels the next recheck. */
  #cancelDue = () => {};

  constructor(source: LiveSource<Item, Report>, options: LiveOptions = {}) {
    this.#source = source;
    this.#timers = options.timers ?? systemTimers;
    this.#recheckEvery = options.recheckEvery ?? 60_000;
    this.#signal = options.signal;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): Promise<IteratorResult<Item>> {
    if (this.#state === 'new') this.#start();
    const wanted = Promise.withResolvers<IteratorResult<Item>>();
    this.#waiting.push(wanted);
    this.#settle();
    return wanted.promise;
  }

  async return(): Promise<IteratorResult<Item>> {
    this.#end();
    this.#items.length = 0;
    this.#settle();
    return { done: true, value: undefined };
  }

  #start(): void {
    this.#state = 'running';
    if (this.#signal?.aborted) {
      this.#end();
      return;
    }
    const stop = () => this.#end();
    this.#signal?.addEventListener('abort', stop, { once: true });
    this.#cancels.add(() => this.#signal?.removeEventListener('abort', stop));
    this.#subscribe();
  }

  #subscribe(): void {
    if (this.#state === 'ended') return;
    // An object of its own: late events of the former subscription must not be taken for this one's.
    const subscription = { unsubscribe: () => {} };
    this.#subscription = subscription;
    const ifCurrent = (act: () => void) => {
      if (this.#subscription === subscription && this.#state === 'running') act();
    };
    const lost = (error: unknown) => ifCurrent(() => this.#resubscribe(error));
    this.#cancelDue = this.#after(ACKNOWLEDGED_WITHIN_MILLISECONDS, () => lost(new Error('Not acknowledged.')));
    try {
      subscription.unsubscribe = this.#source.subscribe({
        established: () => ifCurrent(() => this.#established()),
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
    void this.#catchUp();
    this.#recheckIn(Math.min(FIRST_RECHECK_MILLISECONDS, this.#recheckEvery));
  }

  #recheckIn(milliseconds: number): void {
    this.#cancelDue();
    this.#cancelDue = this.#after(milliseconds, () => {
      void this.#catchUp();
      this.#recheckIn(this.#recheckEvery);
    });
  }

  #take(report: Report): void {
    this.#give(this.#source.take(report));
    if (this.#source.incomplete()) void this.#catchUp();
  }

  #resubscribe(error: unknown): void {
    if (isLasting(error)) {
      this.#fail(error);
      return;
    }
    this.#drop();
    this.#after(backoff(this.#timers, this.#subscribeFailures), () => this.#subscribe());
    this.#subscribeFailures += 1;
  }

  /** Runs one read at a time. A call during a read has it repeated afterwards. */
  async #catchUp(): Promise<void> {
    this.#readAgain = true;
    if (this.#reading) return;
    this.#reading = true;
    for (let failures = 0; this.#readAgain && this.#state === 'running'; ) {
      this.#readAgain = false;
      try {
        for await (const items of this.#source.read()) {
          if (this.#state !== 'running') break;
          this.#give(items);
        }
        failures = 0;
      } catch (error) {
        if (isLasting(error)) {
          this.#fail(error);
          break;
        }
        this.#readAgain = true;
        const again = Promise.withResolvers<void>();
        this.#after(backoff(this.#timers, failures), again.resolve, again.resolve);
        failures += 1;
        await again.promise;
      }
    }
    this.#reading = false;
  }

  /** Runs `run` after a delay, or `cancelled` if the feed ends first. Returns a function that cancels both. */
  #after(milliseconds: number, run: () => void, cancelled = () => {}): () => void {
    const stop = () => {
      this.#cancels.delete(cancel);
      stopTimer();
    };
    const stopTimer = this.#timers.after(milliseconds, () => {
      this.#cancels.delete(cancel);
      run();
    });
    const cancel = () => {
      stop();
      cancelled();
    };
    this.#cancels.add(cancel);
    return stop;
  }

  #give(items: readonly Item[]): void {
    this.#items.push(...items);
    this.#settle();
  }

  #fail(error: unknown): void {
    this.#failure = { error };
    this.#end();
  }

  #drop(): void {
    const { unsubscribe } = this.#subscription ?? { unsubscribe: () => {} };
    this.#subscription = undefined;
    this.#cancelDue();
    unsubscribe();
  }

  #end(): void {
    if (this.#state === 'ended') return;
    this.#state = 'ended';
    this.#drop();
    for (const cancel of [...this.#cancels]) cancel();
    this.#cancels.clear();
    this.#settle();
  }

  /** Settles the waiting `next` calls: with the items in order, then once with the failure, then with the end. */
  #settle(): void {
    while (this.#waiting.length > 0) {
      if (this.#items.length > 0) {
        this.#waiting.shift()?.resolve({ done: false, value: this.#items.shift() as Item });
      } else if (this.#failure !== undefined) {
        this.#waiting.shift()?.reject(this.#failure.error);
        this.#failure = undefined;
      } else if (this.#state === 'ended') {
        this.#waiting.shift()?.resolve({ done: true, value: undefined });
      } else {
        return;
      }
    }
  }
}
